#!/usr/bin/env bash
# One night of a registry office: fetch what came, send what lies ready. Bash with curl, openssl, awk and sed.
#
#   WASL_URL=https://… ./nightly.sh enrol <one-time code> "Courrier de la commune"     once
#   WASL_URL=https://… ./nightly.sh                                                    every night
#
# In a sandbox no key is needed: set WASL_INSTITUTION to the institution's code. Everything is kept in WASL_FOLDER (default:
# wasl-night); docs/guides/nightly-job.md says what lies where. The script may be cut off at any point and started again.
set -uo pipefail
export LC_ALL=C

hub=${WASL_URL:-http://127.0.0.1:4000}
folder=${WASL_FOLDER:-wasl-night}
institution=${WASL_INSTITUTION:-}
tries=${WASL_TRIES:-10}
wait_seconds=${WASL_WAIT_SECONDS:-1}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What a function answers: it is done, it will be the same next time, it is worth another try.
refused=1
transient=75
refusal=
retry_after=0

since_last_night='query SinceLastNight($after: String) {
  mailboxEvents(after: $after, first: 20) {
    nodes {
      type
      correspondence { id attachments { sha256 document { fileName sizeBytes contentUrl } } }
      consignment { institution { code } state arrivalNumber }
      evidence { id event occurredAt token disclosures }
    }
    pageInfo { hasNextPage endCursor }
  }
}'

letter_query='query Letter($id: ID!) {
  correspondence(id: $id) {
    id subject senderReference documentDate depositedAt confidentiality
    sender { code name { fr ar } }
    attachments { title role sha256 document { fileName mediaType sizeBytes } }
    registerEntries { direction number year series counterpartNumber }
  }
}'

evidence_query='query Evidence($id: ID!, $after: String) {
  correspondence(id: $id) {
    evidence(first: 50, after: $after) {
      nodes { id event occurredAt token disclosures }
      pageInfo { hasNextPage endCursor }
    }
  }
}'

addressee='query Addressee($code: String!) { institution(code: $code) { id } }'

deposit='mutation Deposit($input: CorrespondenceDepositInput!) {
  correspondenceDeposit(input: $input) {
    correspondence { id depositedAt }
    registerEntry { number year }
    evidence { id event occurredAt token disclosures }
    replayed
    userErrors { code message path helpUrl }
  }
}'

# --- JSON

# Turns JSON into lines `path<tab>value`, e.g. `data.inbox.nodes.0.id<tab>…`, and `path#<tab>length` for lists. No line for
# null; a line break within a value becomes a space.
flatten() {
  awk '
    { text = text $0 " " }
    END { at = 1; value("") }
    function skip() { while (substr(text, at, 1) ~ /[ \t\r]/) at++ }
    function value(path,    c, n) {
      skip()
      c = substr(text, at, 1)
      if (c == "{" || c == "[") {
        at++; skip(); n = 0
        if (substr(text, at, 1) ~ /[]}]/) at++
        else do {
          skip()
          if (c == "{") { member = string(); skip(); at++ } else member = n
          n++
          value(path == "" ? member : path "." member)
          skip()
        } while (substr(text, at++, 1) == ",")
        if (c == "[") print path "#\t" n
      } else if (c == "\"") print path "\t" string()
      else {
        match(substr(text, at, 32), /^[-+.A-Za-z0-9]+/)
        c = substr(text, at, RLENGTH)
        at += RLENGTH
        if (c != "null") print path "\t" c
      }
    }
    function string(    c, out) {
      at++
      while ((c = substr(text, at++, 1)) != "\"") {
        if (c == "\\") {
          c = substr(text, at++, 1)
          if (c == "u") { at += 4; c = " " }
          else if (c ~ /[bfnrt]/) c = " "
        }
        out = out c
      }
      return out
    }'
}

# pick <file> <path>: the value at that path, nothing when there is none
pick() { awk -F '\t' -v path="$2" '$1 == path { print substr($0, length(path) + 2); exit }' "$1"; }

# A text as a JSON string; control characters, line breaks too, become spaces
json() { printf '"%s"' "$(printf '%s' "$1" | tr '\000-\037' ' ' | sed 's/\\/\\\\/g; s/"/\\"/g')"; }

# --- HTTP

# persistently <command…>: waits longer each time, up to half a minute, and never in step with other institutions
persistently() {
  local attempt result
  for ((attempt = 1; ; attempt++)); do
    retry_after=0
    "$@"
    result=$?
    [ $result -ne $transient ] && return $result
    [ "$attempt" -ge "$tries" ] && give_up "$refusal"
    sleep "$(awk -v base="$wait_seconds" -v n="$attempt" -v asked="$retry_after" -v chance=$RANDOM 'BEGIN {
      wait = base * 2 ^ (n - 1); if (wait > 30) wait = 30
      wait *= 0.5 + chance / 65536
      print (wait > asked ? wait : asked) }')"
  done
}

# Tried often enough for one night: the next one goes on from here
give_up() {
  note "stopped: $1"
  exit 1
}

# send <method> <address> <options of curl…>: the answer is then in $work/body, its status in $status
send() {
  local method=$1 address=$2
  shift 2
  : >"$work/body"
  if ! status=$(curl -sS -X "$method" --connect-timeout 20 --speed-limit 1 --speed-time 60 -H 'Accept-Language: fr' \
    -o "$work/body" -w '%{http_code}' "$@" "$address" 2>"$work/trouble"); then
    refusal=$(tail -n 1 "$work/trouble")
    return $transient
  fi
  # a line that breaks within the headers looks to curl like an answer without a body
  if [ "$status" != 204 ] && [ ! -s "$work/body" ]; then
    refusal='an answer broke off'
    return $transient
  fi
  [ "$status" -lt 400 ] && return 0
  flatten <"$work/body" >"$work/said"
  judge "$work/said"
}

# judge <flattened refusal>: GraphQL's form, which refusals outside GraphQL have too, or RFC 6749's of the token addresses
judge() {
  local code
  code=$(pick "$1" error)
  if [ -n "$code" ]; then
    refusal="$code: $(pick "$1" error_description)"
    [ "$status" -ge 500 ] || [ "$status" -eq 429 ] && return $transient
    return $refused
  fi
  code=$(pick "$1" errors.0.extensions.code)
  refusal="$code: $(pick "$1" errors.0.message)"
  if [ "$code" = UNAUTHENTICATED ]; then
    rm -f "$work/token"
    return $transient
  fi
  [ "$(pick "$1" errors.0.extensions.retryable)" = true ] || return $refused
  retry_after=$(pick "$1" errors.0.extensions.retryAfterSeconds)
  retry_after=${retry_after:-0}
  return $transient
}

call() {
  local method=$1 address=$2
  shift 2
  get_token || return
  send "$method" "$address" -H "Authorization: Bearer $(cat "$work/token")" "$@"
}

# ask <query> <variables as JSON>: the answer is then in $work/answer, flattened. What broke off is sent again as it was:
# the idempotency key makes that safe.
ask() {
  printf '{"query":%s,"variables":%s}' "$(json "$1")" "$2" >"$work/question"
  persistently ask_once
}

ask_once() {
  call POST "$hub/graphql" -H 'Content-Type: application/json' --data-binary "@$work/question" || return
  flatten <"$work/body" >"$work/answer"
  [ -z "$(pick "$work/answer" errors#)" ] || judge "$work/answer"
}

# act <mutation> <result> <input as JSON>: refused when the answer has user errors, whose codes are then in $codes
act() {
  local type
  type="$(printf '%s' "$1" | cut -c1 | tr a-z A-Z)$(printf '%s' "$1" | cut -c2-)Input"
  ask "mutation Act(\$input: $type!) { $1(input: \$input) { $2 userErrors { code message } } }" "{\"input\":$3}" || return
  check_user_errors "$1"
}

check_user_errors() {
  codes=$(awk -F '\t' -v list="data.$1.userErrors." 'index($1, list) == 1 && $1 ~ /\.code$/ { printf "%s ", $2 }' "$work/answer")
  [ -z "$codes" ] && return 0
  refusal="$codes: $(pick "$work/answer" "data.$1.userErrors.0.message")"
  return $refused
}

# --- Tokens and keys

get_token() {
  local now
  now=$(date +%s)
  [ -s "$work/token" ] && [ "$now" -lt "$renew_at" ] && return 0
  if [ -n "$institution" ]; then
    send POST "$hub/sandbox/token" -H 'Content-Type: application/json' -d "{\"institution\":$(json "$institution")}" || return
  else
    signed_token || return
  fi
  flatten <"$work/body" >"$work/said"
  renew_at=$((now + $(pick "$work/said" expires_in) - 30))
  pick "$work/said" access_token >"$work/token"
}

# private_key_jwt (RFC 7523). Each assertion is used once, so each attempt signs its own.
signed_token() {
  local client_id now
  client_id=$(said "$folder/client" client_id)
  now=$(date +%s)
  send POST "$(said "$folder/client" token_endpoint)" -d grant_type=client_credentials \
    -d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer \
    -d client_assertion="$(sign_jwt '{"alg":"ES256"}' "{\"iss\":\"$client_id\",\"sub\":\"$client_id\",\"aud\":\"$(said "$folder/client" issuer)\",\"iat\":$now,\"exp\":$((now + 60)),\"jti\":\"$(openssl rand -hex 24)\"}" "$folder/key.pem")"
}

# Makes a key, and a client of it. Not tried again by itself: a code whose answer was lost is used up.
enrol() {
  local code=$1 name=$2 key=$folder/key.pem.new now issuer proof
  send GET "$hub/.well-known/oauth-authorization-server" || give_up "$refusal"
  flatten <"$work/body" >"$work/metadata"
  issuer=$(pick "$work/metadata" issuer)
  (umask 077 && openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$key" 2>"$work/trouble") || give_up "$(cat "$work/trouble")"
  openssl pkey -in "$key" -pubout -outform DER | tail -c 64 >"$work/point"
  now=$(date +%s)
  proof=$(sign_jwt '{"alg":"ES256","typ":"wasl-enrol+jwt"}' \
    "{\"aud\":\"$issuer\",\"iat\":$now,\"exp\":$((now + 60)),\"code_sha256\":\"$(printf '%s' "$code" | openssl dgst -sha256 -binary | base64url)\"}" "$key")
  printf '{"code":%s,"client_name":%s,"proof":"%s","jwk":{"kty":"EC","crv":"P-256","x":"%s","y":"%s"}}' \
    "$(json "$code")" "$(json "$name")" "$proof" \
    "$(head -c 32 "$work/point" | base64url)" "$(tail -c 32 "$work/point" | base64url)" >"$work/question"
  send POST "$(pick "$work/metadata" enrolment_endpoint)" -H 'Content-Type: application/json' --data-binary "@$work/question" ||
    give_up "$refusal"
  flatten <"$work/body" >"$work/said"
  for name in client_id issuer token_endpoint; do
    printf '%s=%s\n' "$name" "$(pick "$work/said" "$name")"
  done | store "$folder/client"
  mv "$key" "$folder/key.pem"
  note "enrolled as $(pick "$work/said" client_id) of $(pick "$work/said" institution)"
}

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

sign_jwt() {
  local signed
  signed="$(printf '%s' "$1" | base64url).$(printf '%s' "$2" | base64url)"
  # openssl gives SEQUENCE { INTEGER r, INTEGER s }; a JWS wants both side by side, 32 bytes each
  printf '%s.%s' "$signed" "$(printf '%s' "$signed" | openssl dgst -sha256 -sign "$3" | openssl asn1parse -inform DER |
    sed -n 's/.*INTEGER *:\(.*\)/\1/p' | while read -r number; do
      printf "$(printf '%64s' "$number" | tr ' ' 0 | sed 's/../\\x&/g')"
    done | base64url)"
}

# --- Files

# store <file>: what comes in, whole or not at all
store() { cat >"$1.new" && sync "$1.new" && mv "$1.new" "$1"; }

# said <file> <name>: the values of the lines `name=value`
said() { sed -n "s/^$2=//p" "$1"; }

digest_of() { openssl dgst -sha256 -r "$1" | cut -c1-64; }
size_of() { wc -c <"$1" | tr -d ' '; }

note() { printf '%s %s\n' "$(date +%Y-%m-%dT%H:%M:%S%z)" "$1" | tee -a "$folder/night.log"; }

# log_number <direction> <number> <year> <letter>: one line for each number, however often the night is repeated
log_number() {
  local line
  line=$(printf '%s\t%s\t%s\t%s' "$1" "$3" "$2" "$4")
  touch "$folder/numbers.tsv"
  grep -qxF "$line" "$folder/numbers.tsv" && return
  { cat "$folder/numbers.tsv" && printf '%s\n' "$line"; } | store "$folder/numbers.tsv"
  note "$1 $2/$3 $4"
}

# keep_evidence <flattened answer> <path>: the token is what is archived; its disclosures belong to it
keep_evidence() {
  local id
  id=$(pick "$1" "$2.id")
  [ -z "$id" ] && return
  printf '{"id":"%s","event":"%s","occurredAt":"%s","token":"%s","disclosures":[%s]}\n' \
    "$id" "$(pick "$1" "$2.event")" "$(pick "$1" "$2.occurredAt")" "$(pick "$1" "$2.token")" \
    "$(awk -F '\t' -v list="$2.disclosures." 'index($1, list) == 1 { printf "%s\"%s\"", n++ ? "," : "", $2 }' "$1")" |
    store "$folder/evidence/$id.json"
}

# archive <letter>: every evidence of it that this institution holds. The deposit gives more than its receipt, and a colleague
# may have acted on the letter in another program.
archive() {
  local after=null count at list=data.correspondence.evidence
  while :; do
    ask "$evidence_query" "{\"id\":\"$1\",\"after\":$after}" || return
    count=$(pick "$work/answer" "$list.nodes#")
    for ((at = 0; at < ${count:-0}; at++)); do
      keep_evidence "$work/answer" "$list.nodes.$at"
    done
    [ "$(pick "$work/answer" "$list.pageInfo.hasNextPage")" = true ] || return 0
    after=$(json "$(pick "$work/answer" "$list.pageInfo.endCursor")")
  done
}

# With the published keys beside it, the archive can be verified when the hub is out of reach
keep_keys() {
  persistently send GET "$hub/.well-known/evidence-keys.json" || give_up "$refusal"
  store "$folder/evidence-keys.json" <"$work/body"
}

# --- Receiving

# Page by page. The cursor moves only when all that the page says is stored: cut off before, the page comes again.
receive_all() {
  local after at count list=data.mailboxEvents.nodes
  while :; do
    after=null
    [ -s "$folder/cursor" ] && after=$(json "$(cat "$folder/cursor")")
    ask "$since_last_night" "{\"after\":$after}" || give_up "$refusal"
    mv "$work/answer" "$work/events"
    count=$(pick "$work/events" "$list#")
    for ((at = 0; at < count; at++)); do
      handle_event "$list.$at"
    done
    pick "$work/events" data.mailboxEvents.pageInfo.endCursor | store "$folder/cursor"
    [ "$(pick "$work/events" data.mailboxEvents.pageInfo.hasNextPage)" = true ] || return 0
  done
}

handle_event() {
  local letter state
  keep_evidence "$work/events" "$1.evidence"
  letter=$(pick "$work/events" "$1.correspondence.id")
  state=$(pick "$work/events" "$1.consignment.state")
  if [[ $(pick "$work/events" "$1.type") =~ ^CORRESPONDENCE_(RECEIVED|REASSIGNED)$ ]] && [ -n "$letter" ]; then
    receive "$letter" "$1.correspondence.attachments"
  elif [ -n "$state" ]; then
    local number
    number=$(pick "$work/events" "$1.consignment.arrivalNumber")
    note "$letter at $(pick "$work/events" "$1.consignment.institution.code"): $state, arrival number ${number:-none yet}"
  fi
  # what a recipient of ours did is said whole by the event: of a circular there are hundreds
  if [ "$(pick "$work/events" "$1.type")" != RECIPIENT_STATE_CHANGED ] && [ -n "$letter" ]; then
    archive "$letter" || give_up "$refusal"
  fi
}

# receive <letter> <path of its attachments>
receive() {
  local letter=$1 list=$2 target=$folder/inbox/$1 count at digests='' path
  [ -e "$target/letter.json" ] && return
  count=$(pick "$work/events" "$list#")
  for ((at = 0; at < ${count:-0}; at++)); do
    [ -n "$(pick "$work/events" "$list.$at.document.contentUrl")" ] || count=0
  done
  if [ "${count:-0}" -eq 0 ]; then
    note "$letter: its content is not for this program; a person must look"
    return
  fi
  mkdir -p "$target"
  codes=
  for ((at = 0; at < count; at++)); do
    path=$list.$at
    digests+=${digests:+,}$(json "$(pick "$work/events" "$path.sha256")")
    download "$path" "$target/$(printf '%02d' $((at + 1)))$(suffix_of "$(pick "$work/events" "$path.document.fileName")")" ||
      { overtaken "$letter" || give_up "$letter: $refusal"; digests=; break; }
  done
  [ -z "$digests" ] || take_over "$letter" "$digests" || overtaken "$letter" || give_up "$letter: $refusal"
  ask "$letter_query" "{\"id\":\"$letter\"}" || give_up "$refusal"
  cp "$work/body" "$work/letter.json"
  count=$(pick "$work/answer" data.correspondence.registerEntries#)
  for ((at = 0; at < ${count:-0}; at++)); do
    path=data.correspondence.registerEntries.$at
    log_number "$(pick "$work/answer" "$path.direction")" "$(pick "$work/answer" "$path.number")" \
      "$(pick "$work/answer" "$path.year")" "$letter"
  done
  store "$target/letter.json" <"$work/letter.json"
}

# What the hub says of a letter that was withdrawn, or that a person has dealt with meanwhile
overtaken() {
  case " $codes $refusal" in
    *CORRESPONDENCE_RECALLED* | *STATE_NOT_ALLOWED* | *CORRESPONDENCE_NOT_FOUND* | *' NOT_FOUND'*) note "$1: $refusal" ;;
    *) return $refused ;;
  esac
}

# The three acts. Their keys come from the letter, so a repetition gives the first answer again.
take_over() {
  local given="\"correspondenceId\":\"$1\""
  act correspondenceRetrieve 'evidence { id }' "{$given,\"idempotencyKey\":\"retrieve $1\",\"sha256\":[$2]}" || return
  act correspondenceRegisterArrival 'registerEntry { number year }' "{$given,\"idempotencyKey\":\"register $1\"}" ||
    [ "$codes" = 'ALREADY_REGISTERED ' ] || return $refused
  act correspondenceAcknowledge 'evidence { id }' "{$given,\"idempotencyKey\":\"acknowledge $1\"}"
}

# Of a file name that somebody else chose, nothing but a plain extension is used
suffix_of() { printf '%s' "$1" | sed -n 's/.*\(\.[A-Za-z0-9]\{1,5\}\)$/\1/p' | tr A-Z a-z; }

# download <path of the attachment> <target>: goes on where it broke off. What is kept has the digest that the evidence
# commits to.
download() {
  [ -e "$2" ] && return
  persistently download_rest "$2.part" "$(pick "$work/events" "$1.document.contentUrl")" \
    "$(pick "$work/events" "$1.document.sizeBytes")" "$(pick "$work/events" "$1.sha256")" || return
  mv "$2.part" "$2"
}

download_rest() {
  local part=$1 address=$2 size=$3 digest=$4 have=0
  [ -e "$part" ] && have=$(size_of "$part")
  if [ "$have" -lt "$size" ]; then
    get_token || return
    status=$(curl -sS --fail --connect-timeout 20 --speed-limit 1 --speed-time 60 -C "$have" -o "$part" -w '%{http_code}' \
      -H "Authorization: Bearer $(cat "$work/token")" "$address" 2>"$work/trouble") || {
      refusal=$(tail -n 1 "$work/trouble")
      case $status in
        404) refusal=NOT_FOUND && return $refused ;;
        401) rm -f "$work/token" ;;
        403) return $refused ;;
      esac
      return $transient
    }
  fi
  touch "$part" && sync "$part"
  if [ "$(size_of "$part")" -lt "$size" ]; then
    refusal='a download broke off'
    return $transient
  fi
  [ "$(digest_of "$part")" = "$digest" ] && return 0
  rm -f "$part"
  refusal='a download has another digest'
  return $transient
}

# --- Sending

# Each folder in outgoing/ is a letter, ready when it has a `letter.txt`. One that is refused does not hold up the rest.
send_all() {
  local description letter
  for description in "$folder"/outgoing/*/letter.txt; do
    [ -e "$description" ] || continue
    letter=${description%/letter.txt}
    send_letter "$letter" || { failed=$((failed + 1)) && note "${letter##*/} stays in outgoing/: $refusal"; }
  done
}

send_letter() {
  local letter=$1 line role recipients='' attachments='' digests name reference input
  while IFS='=' read -r role line; do
    ask "$addressee" "{\"code\":$(json "$line")}" || return
    line=$(pick "$work/answer" data.institution.id)
    [ -n "$line" ] || { refusal='an addressee is not in the directory' && return $refused; }
    recipients+="${recipients:+,}{\"institutionId\":\"$line\",\"role\":\"$(printf '%s' "$role" | tr a-z A-Z)\"}"
  done < <(grep -E '^(to|cc)=' "$letter/letter.txt")
  digests=$(digest_of "$letter/letter.txt")
  while read -r name; do
    document_id "$letter/${name##*/}" || return
    attachments+="${attachments:+,}{\"documentId\":\"$(cat "$letter/${name##*/}.document")\",\"role\":\"$([ -z "$attachments" ] && echo MAIN || echo ANNEX)\"}"
    digests+=$'\n'$(digest_of "$letter/${name##*/}")
  done < <(said "$letter/letter.txt" file)
  reference=$(said "$letter/letter.txt" reference | head -n 1)
  # the same letter has the same key, in whichever night; another letter has another
  input="{\"idempotencyKey\":\"night-$(printf '%s' "$digests" | openssl dgst -sha256 -r | cut -c1-64)\",\"subject\":$(json "$(said "$letter/letter.txt" subject | head -n 1)")"
  [ -z "$reference" ] || input+=",\"senderReference\":$(json "$reference")"
  ask "$deposit" "{\"input\":$input,\"recipients\":[$recipients],\"attachments\":[$attachments]}}" || return
  keep_evidence "$work/answer" data.correspondenceDeposit.evidence
  cp "$work/body" "$work/receipt.json"
  if check_user_errors correspondenceDeposit; then
    log_number OUT "$(pick "$work/answer" data.correspondenceDeposit.registerEntry.number)" \
      "$(pick "$work/answer" data.correspondenceDeposit.registerEntry.year)" "$(pick "$work/answer" data.correspondenceDeposit.correspondence.id)"
    archive "$(pick "$work/answer" data.correspondenceDeposit.correspondence.id)" || return
    finish "$letter" sent
  elif [ -n "$(pick "$work/answer" data.correspondenceDeposit.evidence.id)" ]; then
    # a signed refusal: the same letter would be refused again, so a person takes it from here
    finish "$letter" refused
    note "${letter##*/} was refused: $refusal"
  else
    return $refused
  fi
}

# finish <letter> <folder>: one rename, so the letter lies in the one folder or in the other
finish() {
  local target=$folder/$2/${1##*/}
  store "$1/receipt.json" <"$work/receipt.json"
  while [ -e "$target" ]; do target+=+; done
  mv "$1" "$target"
}

# The id is kept beside the file before the deposit: a repeated deposit must name the same document
document_id() {
  [ -e "$1.document" ] && return
  [ -e "$1" ] || { refusal="there is no file ${1##*/}" && return $refused; }
  upload_id=
  persistently upload_rest "$1" "$(size_of "$1")" || return
  act documentUploadFinalize 'document { id }' "{\"uploadId\":\"$upload_id\"}" || return
  pick "$work/answer" data.documentUploadFinalize.document.id | store "$1.document"
}

# Announced again, the same file goes on: the answer says how much of it is there
upload_rest() {
  local have address
  act documentUploadStart 'upload { id url receivedBytes }' \
    "{\"fileName\":$(json "${1##*/}"),\"mediaType\":\"$(media_type_of "$1")\",\"sizeBytes\":$2,\"sha256\":\"$(digest_of "$1")\"}" || return
  upload_id=$(pick "$work/answer" data.documentUploadStart.upload.id)
  address=$(pick "$work/answer" data.documentUploadStart.upload.url)
  have=$(pick "$work/answer" data.documentUploadStart.upload.receivedBytes)
  [ "$have" -lt "$2" ] || return 0
  # with -C curl sends the rest of the file, and says in Content-Range where it belongs
  call PUT "$address" -T "$1" -C "$have"
  local result=$?
  [ $result -ne $refused ] && return $result
  case $refusal in UPLOAD_OFFSET_MISMATCH* | DIGEST_MISMATCH* | NOT_FOUND*) return $transient ;; esac
  return $refused
}

media_type_of() {
  case $(suffix_of "$1") in
    .pdf) echo application/pdf ;;
    .png) echo image/png ;;
    .jpg) echo image/jpeg ;;
    .tif) echo image/tiff ;;
    .txt) echo text/plain ;;
    .csv) echo text/csv ;;
    .xml) echo application/xml ;;
    .zip) echo application/zip ;;
    .docx) echo application/vnd.openxmlformats-officedocument.wordprocessingml.document ;;
    .odt) echo application/vnd.oasis.opendocument.text ;;
    *) echo application/octet-stream ;;
  esac
}

mkdir -p "$folder"/{inbox,evidence,outgoing,sent,refused}
exec 9>"$folder/lock"
if command -v flock >/dev/null && ! flock -n 9; then
  echo 'another night is still running' >&2
  exit 2
fi
renew_at=0
failed=0
codes=
status=0
if [ "${1:-}" = enrol ]; then
  enrol "$2" "$3"
else
  # what is ready goes out first, so that a full inbox does not hold it up
  send_all
  receive_all
  keep_keys
  [ "$failed" -eq 0 ]
fi
