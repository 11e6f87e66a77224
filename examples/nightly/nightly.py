#!/usr/bin/env python3
"""One night of a registry office: fetch what came, send what lies ready. Python 3.9 or newer, standard library.

    WASL_URL=https://… python3 nightly.py enrol <one-time code> "Courrier de la commune"     once
    WASL_URL=https://… python3 nightly.py                                                   every night

In a sandbox no key is needed: set WASL_INSTITUTION to the institution's code. Everything is kept in WASL_FOLDER (default:
wasl-night); docs/guides/nightly-job.md says what lies where. The script may be cut off at any point and started again.
"""
import base64
import fcntl
import hashlib
import http.client
import json
import os
import random
import re
import secrets
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

HUB = os.environ.get("WASL_URL", "http://127.0.0.1:4000")
FOLDER = Path(os.environ.get("WASL_FOLDER", "wasl-night"))
INSTITUTION = os.environ.get("WASL_INSTITUTION")
TRIES = int(os.environ.get("WASL_TRIES", "10"))
WAIT_SECONDS = float(os.environ.get("WASL_WAIT_SECONDS", "1"))

# what the hub says of a letter that was withdrawn, or that a person has dealt with meanwhile
OVERTAKEN = {"CORRESPONDENCE_RECALLED", "STATE_NOT_ALLOWED", "CORRESPONDENCE_NOT_FOUND", "NOT_FOUND"}

MEDIA_TYPES = {
    "pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "tif": "image/tiff", "txt": "text/plain",
    "csv": "text/csv", "xml": "application/xml", "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}

SINCE_LAST_NIGHT = """query SinceLastNight($after: String) {
  mailboxEvents(after: $after, first: 20) {
    nodes {
      type
      correspondence { id attachments { sha256 document { fileName sizeBytes contentUrl } } }
      consignment { institution { code } state arrivalNumber }
      evidence { id event occurredAt token disclosures }
    }
    pageInfo { hasNextPage endCursor }
  }
}"""

LETTER = """query Letter($id: ID!) {
  correspondence(id: $id) {
    id subject senderReference documentDate depositedAt confidentiality
    sender { code name { fr ar } }
    attachments { title role sha256 document { fileName mediaType sizeBytes } }
    registerEntries { direction number year series counterpartNumber }
  }
}"""

EVIDENCE = """query Evidence($id: ID!, $after: String) {
  correspondence(id: $id) {
    evidence(first: 50, after: $after) {
      nodes { id event occurredAt token disclosures }
      pageInfo { hasNextPage endCursor }
    }
  }
}"""

ADDRESSEE = "query Addressee($code: String!) { institution(code: $code) { id } }"

DEPOSIT = """mutation Deposit($input: CorrespondenceDepositInput!) {
  correspondenceDeposit(input: $input) {
    correspondence { id depositedAt }
    registerEntry { number year }
    evidence { id event occurredAt token disclosures }
    replayed
    userErrors { code message path helpUrl }
  }
}"""


def mutation(name, result):
    """One of the small acts: they differ in name and result alone."""
    input_type = name[0].upper() + name[1:] + "Input"
    return (f"mutation Act($input: {input_type}!) {{ {name}(input: $input) {{ {result} "
            "userErrors { code message path helpUrl } } }")


class Transient(Exception):
    """Worth another try: the line broke, or the hub says so. `wait` is what the hub asks for, in seconds."""

    def __init__(self, reason, wait=None):
        super().__init__(reason)
        self.wait = wait


class Unreachable(Exception):
    """Tried often enough for one night."""


class Refused(Exception):
    """Trying again would give the same. `codes` are those of the hub."""

    def __init__(self, codes, message):
        super().__init__(f"{', '.join(codes)}: {message}")
        self.codes = codes


def persistently(action):
    """Waits longer each time, up to half a minute, and never in step with other institutions."""
    for attempt in range(1, TRIES + 1):
        try:
            return action()
        except Transient as trouble:
            if attempt == TRIES:
                raise Unreachable(str(trouble)) from trouble
            backoff = min(30.0, WAIT_SECONDS * 2 ** (attempt - 1)) * random.uniform(0.5, 1.0)
            time.sleep(max(backoff, trouble.wait or 0.0))


# --- HTTP


def send(method, url, headers, body=None):
    """Status, headers and the open answer. A broken line is `Transient`, a refusal of the hub is not an exception here."""
    request = urllib.request.Request(url, data=body, headers={"Accept-Language": "fr", **headers}, method=method)
    try:
        return urllib.request.urlopen(request, timeout=60)
    except urllib.error.HTTPError as answer:
        return answer
    except (OSError, http.client.HTTPException) as trouble:
        raise Transient(str(trouble)) from trouble


def read_json(answer):
    try:
        return json.loads(answer.read())
    except (OSError, http.client.HTTPException, ValueError) as trouble:
        raise Transient(f"an answer broke off: {trouble}") from trouble


def check(answer):
    """A refusal outside GraphQL has GraphQL's form too, and that of the token addresses is RFC 6749's."""
    if answer.status < 400:
        return answer
    body = read_json(answer)
    if "error" in body:
        problem = Refused([body["error"]], body.get("error_description", ""))
        raise Transient(str(problem)) if answer.status >= 500 or answer.status == 429 else problem
    raise trouble_of(body["errors"][0])


def trouble_of(error):
    extensions = error.get("extensions", {})
    code = extensions.get("code", "")
    if code == "UNAUTHENTICATED":
        Token.text = None
        return Transient("the token was not accepted")
    if extensions.get("retryable") is True:
        return Transient(f"{code}: {error['message']}", extensions.get("retryAfterSeconds"))
    return Refused([code], error["message"])


def call(method, url, headers=None, body=None):
    return check(send(method, url, {**(headers or {}), "Authorization": f"Bearer {Token.get()}"}, body))


def ask(query, variables):
    """Data of one GraphQL operation. What broke off is sent again as it was: the idempotency key makes that safe."""
    body = json.dumps({"query": query, "variables": variables}).encode()

    def once():
        answer = read_json(call("POST", f"{HUB}/graphql", {"Content-Type": "application/json"}, body))
        if answer.get("errors"):
            raise trouble_of(answer["errors"][0])
        return answer["data"]

    return persistently(once)


def act(query, **given):
    (payload,) = ask(query, {"input": given}).values()
    return payload


def refuse_errors(payload):
    errors = payload["userErrors"]
    if errors:
        raise Refused([each["code"] for each in errors], "; ".join(each["message"] for each in errors))
    return payload


# --- Tokens and keys


class Token:
    text = None
    renew_at = 0.0

    @classmethod
    def get(cls):
        if cls.text is None or time.monotonic() >= cls.renew_at:
            answer = read_json(check(sandbox_token() if INSTITUTION else signed_token()))
            cls.text, cls.renew_at = answer["access_token"], time.monotonic() + answer["expires_in"] - 30
        return cls.text


def sandbox_token():
    body = json.dumps({"institution": INSTITUTION}).encode()
    return send("POST", f"{HUB}/sandbox/token", {"Content-Type": "application/json"}, body)


def signed_token():
    """private_key_jwt (RFC 7523). Each assertion is used once, so each attempt signs its own."""
    client = dict(line.split("=", 1) for line in (FOLDER / "client").read_text().splitlines())
    now = int(time.time())
    assertion = sign_jwt({"alg": "ES256"}, {
        "iss": client["client_id"], "sub": client["client_id"], "aud": client["issuer"],
        "iat": now, "exp": now + 60, "jti": secrets.token_urlsafe(24),
    }, FOLDER / "key.pem")
    form = urllib.parse.urlencode({
        "grant_type": "client_credentials",
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion": assertion,
    })
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return send("POST", client["token_endpoint"], headers, form.encode())


def enrol(code, name):
    """Makes a key, and a client of it. Not tried again by itself: a code whose answer was lost is used up."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    metadata = read_json(check(send("GET", f"{HUB}/.well-known/oauth-authorization-server", {})))
    key = FOLDER / "key.pem.new"
    point = make_key(key)
    now = int(time.time())
    proof = sign_jwt({"alg": "ES256", "typ": "wasl-enrol+jwt"}, {
        "aud": metadata["issuer"], "iat": now, "exp": now + 60,
        "code_sha256": base64url(hashlib.sha256(code.encode()).digest()),
    }, key)
    jwk = {"kty": "EC", "crv": "P-256", "x": base64url(point[:32]), "y": base64url(point[32:])}
    body = json.dumps({"code": code, "client_name": name, "jwk": jwk, "proof": proof}).encode()
    headers = {"Content-Type": "application/json"}
    client = read_json(check(send("POST", metadata["enrolment_endpoint"], headers, body)))
    write(FOLDER / "client", "".join(f"{each}={client[each]}\n" for each in ("client_id", "issuer", "token_endpoint")))
    key.rename(FOLDER / "key.pem")
    log(f"enrolled as {client['client_id']} of {client['institution']}")


def base64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def sign_jwt(header, claims, key):
    signed = ".".join(base64url(json.dumps(part).encode()) for part in (header, claims))
    return f"{signed}.{base64url(raw_signature(sign(signed.encode(), key)))}"


def raw_signature(der):
    """DER gives two numbers, SEQUENCE { INTEGER r, INTEGER s }; a JWS wants them side by side, 32 bytes each."""
    numbers, at = [], 2
    for _ in range(2):
        length = der[at + 1]
        numbers.append(int.from_bytes(der[at + 2:at + 2 + length], "big").to_bytes(32, "big"))
        at += 2 + length
    return b"".join(numbers)


try:
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    def make_key(path):
        key = ec.generate_private_key(ec.SECP256R1())
        pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                serialization.NoEncryption())
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(pem)
        form = serialization.PublicFormat.UncompressedPoint
        return key.public_key().public_bytes(serialization.Encoding.X962, form)[1:]

    def sign(data, path):
        key = serialization.load_pem_private_key(path.read_bytes(), None)
        return key.sign(data, ec.ECDSA(hashes.SHA256()))
except ImportError:
    def openssl(*arguments, data=b""):
        return subprocess.run(["openssl", *arguments], input=data, stdout=subprocess.PIPE, check=True).stdout

    def make_key(path):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", str(path))
        return openssl("pkey", "-in", str(path), "-pubout", "-outform", "DER")[-64:]

    def sign(data, path):
        return openssl("dgst", "-sha256", "-sign", str(path), data=data)


# --- Files


def write(path, text):
    """Whole or not at all, also when the power fails."""
    beside = path.with_name(path.name + ".new")
    with open(beside, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def digest_of(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for chunk in iter(lambda: file.read(1 << 20), b""):
            digest.update(chunk)
    return digest.hexdigest()


def log(text):
    line = f"{time.strftime('%Y-%m-%dT%H:%M:%S%z')} {text}"
    print(line)
    with open(FOLDER / "night.log", "a", encoding="utf-8") as file:
        file.write(line + "\n")


def log_number(direction, number, year, correspondence_id):
    """One line for each number, however often the night is repeated."""
    path, line = FOLDER / "numbers.tsv", f"{direction}\t{year}\t{number}\t{correspondence_id}"
    lines = path.read_text().splitlines() if path.exists() else []
    if line not in lines:
        write(path, "".join(each + "\n" for each in [*lines, line]))
        log(f"{direction} {number}/{year} {correspondence_id}")


def keep_evidence(evidence):
    """The token is what is archived; its disclosures belong to it."""
    if evidence is not None:
        write(FOLDER / "evidence" / f"{evidence['id']}.json", json.dumps(evidence))


def archive(letter_id):
    """Every evidence of the letter that this institution holds: the deposit gives more than its receipt, and a colleague may
    have acted on the letter in another program."""
    after = None
    while True:
        letter = ask(EVIDENCE, {"id": letter_id, "after": after})["correspondence"]
        if letter is None:
            return
        for evidence in letter["evidence"]["nodes"]:
            keep_evidence(evidence)
        page = letter["evidence"]["pageInfo"]
        if not page["hasNextPage"]:
            return
        after = page["endCursor"]


def keep_keys():
    """With the published keys beside it, the archive can be verified when the hub is out of reach."""
    keys = persistently(lambda: read_json(check(send("GET", f"{HUB}/.well-known/evidence-keys.json", {}))))
    write(FOLDER / "evidence-keys.json", json.dumps(keys))


# --- Receiving


def receive_all():
    """Page by page. The cursor moves only when all that the page says is stored: cut off before, the page comes again."""
    cursor = FOLDER / "cursor"
    more = True
    while more:
        after = cursor.read_text().strip() if cursor.exists() else None
        events = ask(SINCE_LAST_NIGHT, {"after": after})["mailboxEvents"]
        for event in events["nodes"]:
            keep_evidence(event["evidence"])
            letter, consignment = event["correspondence"], event["consignment"]
            if event["type"] in {"CORRESPONDENCE_RECEIVED", "CORRESPONDENCE_REASSIGNED"} and letter is not None:
                receive(letter)
            elif consignment is not None:
                log(f"{letter and letter['id']} at {(consignment['institution'] or {}).get('code')}: "
                    f"{consignment['state']}, arrival number {consignment['arrivalNumber'] or 'none yet'}")
            # what a recipient of ours did is said whole by the event: of a circular there are hundreds
            if event["type"] != "RECIPIENT_STATE_CHANGED" and letter is not None:
                archive(letter["id"])
        write(cursor, events["pageInfo"]["endCursor"] + "\n")
        more = events["pageInfo"]["hasNextPage"]


def receive(letter):
    folder = FOLDER / "inbox" / letter["id"]
    if (folder / "letter.json").exists():
        return
    attachments = letter["attachments"]
    if not attachments or any(each["document"] is None for each in attachments):
        log(f"{letter['id']}: its content is not for this program; a person must look")
        return
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for position, attachment in enumerate(attachments, 1):
            download(attachment, folder / f"{position:02}{suffix_of(attachment['document']['fileName'])}")
        take_over(letter["id"], [each["sha256"] for each in attachments])
    except Refused as refusal:
        if not OVERTAKEN & set(refusal.codes):
            raise
        log(f"{letter['id']}: {refusal}")
    stored = ask(LETTER, {"id": letter["id"]})["correspondence"]
    for entry in stored["registerEntries"]:
        log_number(entry["direction"], entry["number"], entry["year"], letter["id"])
    write(folder / "letter.json", json.dumps(stored, ensure_ascii=False, indent=1))


def take_over(letter_id, digests):
    """The three acts. Their keys come from the letter, so a repetition gives the first answer again."""
    given = {"correspondenceId": letter_id}
    refuse_errors(act(mutation("correspondenceRetrieve", "evidence { id }"),
                      idempotencyKey=f"retrieve {letter_id}", sha256=digests, **given))
    registered = act(mutation("correspondenceRegisterArrival", "registerEntry { number year }"),
                     idempotencyKey=f"register {letter_id}", **given)
    if "ALREADY_REGISTERED" not in [each["code"] for each in registered["userErrors"]]:
        refuse_errors(registered)
    refuse_errors(act(mutation("correspondenceAcknowledge", "evidence { id }"),
                      idempotencyKey=f"acknowledge {letter_id}", **given))


def suffix_of(name):
    """Of a file name that somebody else chose, nothing but a plain extension is used."""
    found = re.search(r"\.[A-Za-z0-9]{1,5}$", name)
    return found.group().lower() if found else ""


def download(attachment, target):
    """Goes on where it broke off. What is kept has the digest that the evidence commits to."""
    if target.exists():
        return
    part, document = target.with_name(target.name + ".part"), attachment["document"]

    def once():
        have = part.stat().st_size if part.exists() else 0
        if have < document["sizeBytes"]:
            headers = {"Range": f"bytes={have}-", "If-Range": f'"{attachment["sha256"]}"'}
            answer = call("GET", document["contentUrl"], headers)
            with open(part, "ab" if answer.status == 206 else "wb") as file:
                try:
                    for chunk in iter(lambda: answer.read1(1 << 16), b""):
                        file.write(chunk)
                except (OSError, http.client.HTTPException) as trouble:
                    raise Transient(f"a download broke off: {trouble}") from trouble
                finally:
                    file.flush()
                    os.fsync(file.fileno())
        if part.stat().st_size < document["sizeBytes"]:
            raise Transient("a download broke off")
        if digest_of(part) != attachment["sha256"]:
            part.unlink()
            raise Transient("a download has another digest")

    persistently(once)
    part.replace(target)


# --- Sending


def send_all():
    """Each folder in outgoing/ is a letter, ready when it has a `letter.txt`. One that is refused does not hold up the rest."""
    failed = 0
    for folder in sorted(FOLDER.glob("outgoing/*/")):
        if folder.name.startswith(".") or not (folder / "letter.txt").exists():
            continue
        try:
            send_letter(folder)
        except Refused as refusal:
            failed += 1
            log(f"{folder.name} stays in outgoing/: {refusal}")
    return failed


def send_letter(folder):
    lines = [line.split("=", 1) for line in (folder / "letter.txt").read_text("utf-8").splitlines() if "=" in line]

    def said(name):
        return [value.strip() for key, value in lines if key.strip() == name]

    names = said("file")
    recipients = [{"institutionId": institution_id(code), "role": role}
                  for role in ("TO", "CC") for code in said(role.lower())]
    attachments = [{"documentId": document_id(folder / name), "role": "ANNEX" if at else "MAIN"}
                   for at, name in enumerate(names)]
    letter = {"subject": " ".join(said("subject")), "recipients": recipients, "attachments": attachments}
    if said("reference"):
        letter["senderReference"] = said("reference")[0]
    payload = act(DEPOSIT, idempotencyKey=key_of(folder, names), **letter)
    keep_evidence(payload["evidence"])
    if payload["correspondence"] is None and payload["evidence"] is not None:
        # a signed refusal: the same letter would be refused again, so a person takes it from here
        write(folder / "receipt.json", json.dumps(payload, ensure_ascii=False, indent=1))
        finish(folder, "refused")
        log(f"{folder.name} was refused: {'; '.join(each['message'] for each in payload['userErrors'])}")
        return
    refuse_errors(payload)
    entry = payload["registerEntry"]
    log_number("OUT", entry["number"], entry["year"], payload["correspondence"]["id"])
    archive(payload["correspondence"]["id"])
    write(folder / "receipt.json", json.dumps(payload, ensure_ascii=False, indent=1))
    finish(folder, "sent")


def key_of(folder, names):
    """The same letter has the same key, in whichever night; another letter has another."""
    digests = [digest_of(folder / name) for name in ["letter.txt", *names]]
    return "night-" + hashlib.sha256("\n".join(digests).encode()).hexdigest()


def finish(folder, where):
    """One rename: the letter lies in the one folder or in the other."""
    target = FOLDER / where / folder.name
    while target.exists():
        target = target.with_name(target.name + "+")
    folder.rename(target)


def institution_id(code):
    institution = ask(ADDRESSEE, {"code": code})["institution"]
    if institution is None:
        raise Refused(["RECIPIENT_NOT_FOUND"], f"there is no institution {code}")
    return institution["id"]


def document_id(path):
    """The id is kept beside the file before the deposit: a repeated deposit must name the same document."""
    kept = path.with_name(path.name + ".document")
    if not kept.exists():
        write(kept, upload(path))
    return kept.read_text().strip()


def upload(path):
    size = path.stat().st_size
    announced = {
        "fileName": path.name, "mediaType": MEDIA_TYPES.get(path.suffix.lower()[1:], "application/octet-stream"),
        "sizeBytes": size, "sha256": digest_of(path),
    }

    def once():
        """Announced again, the same file goes on: the answer says how much of it is there."""
        started = refuse_errors(act(mutation("documentUploadStart", "upload { id url receivedBytes }"), **announced))
        have = started["upload"]["receivedBytes"]
        if have < size:
            with open(path, "rb") as file:
                file.seek(have)
                headers = {"Content-Range": f"bytes {have}-{size - 1}/{size}", "Content-Length": str(size - have),
                           "Content-Type": "application/octet-stream"}
                try:
                    read_whole(call("PUT", started["upload"]["url"], headers, file))
                except Refused as refusal:
                    if refusal.codes[0] in ("UPLOAD_OFFSET_MISMATCH", "DIGEST_MISMATCH", "NOT_FOUND"):
                        raise Transient(str(refusal)) from refusal
                    raise
        return started["upload"]["id"]

    upload_id = persistently(once)
    closed = refuse_errors(act(mutation("documentUploadFinalize", "document { id }"), uploadId=upload_id))
    return closed["document"]["id"]


def read_whole(answer):
    try:
        return answer.read()
    except (OSError, http.client.HTTPException) as trouble:
        raise Transient(f"an answer broke off: {trouble}") from trouble


def main(arguments):
    for name in ("inbox", "evidence", "outgoing", "sent", "refused"):
        (FOLDER / name).mkdir(parents=True, exist_ok=True)
    with open(FOLDER / "lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("another night is still running", file=sys.stderr)
            return 2
        try:
            if arguments[:1] == ["enrol"]:
                enrol(*arguments[1:])
                return 0
            # what is ready goes out first, so that a full inbox does not hold it up
            failed = send_all()
            receive_all()
            keep_keys()
            return 1 if failed else 0
        except (Unreachable, Transient, Refused) as trouble:
            log(f"stopped: {trouble}")
            return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
