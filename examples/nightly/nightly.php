#!/usr/bin/env php
<?php
// One night of a registry office: fetch what came, send what lies ready. PHP 8.1 or newer with curl and openssl.
//
//   WASL_URL=https://… php nightly.php enrol <one-time code> "Courrier de la commune"     once
//   WASL_URL=https://… php nightly.php                                                    every night
//
// In a sandbox no key is needed: set WASL_INSTITUTION to the institution's code. Everything is kept in WASL_FOLDER (default:
// wasl-night); docs/guides/nightly-job.md says what lies where. The script may be cut off at any point and started again.

declare(strict_types=1);

function setting(string $name, string $default): string
{
    $value = getenv($name);
    return $value === false || $value === '' ? $default : $value;
}

define('HUB', setting('WASL_URL', 'http://127.0.0.1:4000'));
define('FOLDER', setting('WASL_FOLDER', 'wasl-night'));
define('INSTITUTION', setting('WASL_INSTITUTION', ''));
define('TRIES', (int) setting('WASL_TRIES', '10'));
define('WAIT_SECONDS', (float) setting('WASL_WAIT_SECONDS', '1'));

// what the hub says of a letter that was withdrawn, or that a person has dealt with meanwhile
const OVERTAKEN = ['CORRESPONDENCE_RECALLED', 'STATE_NOT_ALLOWED', 'CORRESPONDENCE_NOT_FOUND', 'NOT_FOUND'];

const MEDIA_TYPES = [
    'pdf' => 'application/pdf', 'png' => 'image/png', 'jpg' => 'image/jpeg', 'tif' => 'image/tiff',
    'txt' => 'text/plain', 'csv' => 'text/csv', 'xml' => 'application/xml', 'zip' => 'application/zip',
    'docx' => 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'odt' => 'application/vnd.oasis.opendocument.text',
];

const SINCE_LAST_NIGHT = 'query SinceLastNight($after: String) {
  mailboxEvents(after: $after, first: 20) {
    nodes {
      type
      correspondence { id attachments { sha256 document { fileName sizeBytes contentUrl } } }
      consignment { institution { code } state arrivalNumber }
      evidence { id event occurredAt token disclosures }
    }
    pageInfo { hasNextPage endCursor }
  }
}';

const LETTER = 'query Letter($id: ID!) {
  correspondence(id: $id) {
    id subject senderReference documentDate depositedAt confidentiality
    sender { code name { fr ar } }
    attachments { title role sha256 document { fileName mediaType sizeBytes } }
    registerEntries { direction number year series counterpartNumber }
  }
}';

const EVIDENCE = 'query Evidence($id: ID!, $after: String) {
  correspondence(id: $id) {
    evidence(first: 50, after: $after) {
      nodes { id event occurredAt token disclosures }
      pageInfo { hasNextPage endCursor }
    }
  }
}';

const ADDRESSEE = 'query Addressee($code: String!) { institution(code: $code) { id } }';

const DEPOSIT = 'mutation Deposit($input: CorrespondenceDepositInput!) {
  correspondenceDeposit(input: $input) {
    correspondence { id depositedAt }
    registerEntry { number year }
    evidence { id event occurredAt token disclosures }
    replayed
    userErrors { code message path helpUrl }
  }
}';

/** One of the small acts: they differ in name and result alone. */
function mutation(string $name, string $result): string
{
    $type = ucfirst($name) . 'Input';
    return "mutation Act(\$input: $type!) { $name(input: \$input) { $result userErrors { code message path helpUrl } } }";
}

/** Worth another try: the line broke, or the hub says so. `wait` is what the hub asks for, in seconds. */
final class Transient extends RuntimeException
{
    public function __construct(string $reason, public readonly float $wait = 0.0)
    {
        parent::__construct($reason);
    }
}

/** Tried often enough for one night. */
final class Unreachable extends RuntimeException
{
}

/** Trying again would give the same. `codes` are those of the hub. */
final class Refused extends RuntimeException
{
    public function __construct(public readonly array $codes, string $message)
    {
        parent::__construct(implode(', ', $codes) . ": $message");
    }
}

/** Waits longer each time, up to half a minute, and never in step with other institutions. */
function persistently(callable $action): mixed
{
    for ($attempt = 1; ; $attempt++) {
        try {
            return $action();
        } catch (Transient $trouble) {
            if ($attempt >= TRIES) {
                throw new Unreachable($trouble->getMessage(), 0, $trouble);
            }
            $backoff = min(30.0, WAIT_SECONDS * 2 ** ($attempt - 1)) * random_int(500, 1000) / 1000;
            usleep((int) (max($backoff, $trouble->wait) * 1e6));
        }
    }
}

// --- HTTP

/** Status and body. A broken line is `Transient`, a refusal of the hub is not an exception here. */
function send(string $method, string $url, array $headers, array $options = []): array
{
    $request = curl_init($url);
    curl_setopt_array($request, $options + [
        CURLOPT_CUSTOMREQUEST => $method,
        CURLOPT_HTTPHEADER => ['Accept-Language: fr', ...$headers],
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_CONNECTTIMEOUT => 20,
        // a line that stands still for a minute is broken, a slow one is not
        CURLOPT_LOW_SPEED_LIMIT => 1,
        CURLOPT_LOW_SPEED_TIME => 60,
    ]);
    $body = curl_exec($request);
    if (curl_errno($request) !== 0) {
        throw new Transient(curl_error($request));
    }
    return [curl_getinfo($request, CURLINFO_RESPONSE_CODE), is_string($body) ? $body : ''];
}

function read_json(string $body): array
{
    $value = json_decode($body, true);
    return is_array($value) ? $value : throw new Transient('an answer is not JSON');
}

/** A refusal outside GraphQL has GraphQL's form too, and that of the token addresses is RFC 6749's. */
function check(array $answer): string
{
    [$status, $body] = $answer;
    if ($status < 400) {
        return $body;
    }
    $said = read_json($body);
    if (isset($said['error'])) {
        $problem = new Refused([$said['error']], $said['error_description'] ?? '');
        throw $status >= 500 || $status === 429 ? new Transient($problem->getMessage()) : $problem;
    }
    throw trouble_of($said['errors'][0]);
}

function trouble_of(array $error): RuntimeException
{
    $extensions = $error['extensions'] ?? [];
    $code = $extensions['code'] ?? '';
    if ($code === 'UNAUTHENTICATED') {
        Token::$text = null;
        return new Transient('the token was not accepted');
    }
    return ($extensions['retryable'] ?? false) === true
        ? new Transient("$code: {$error['message']}", (float) ($extensions['retryAfterSeconds'] ?? 0))
        : new Refused([$code], $error['message']);
}

function call(string $method, string $url, array $headers = [], array $options = []): string
{
    return check(send($method, $url, [...$headers, 'Authorization: Bearer ' . Token::get()], $options));
}

/** Data of one GraphQL operation. What broke off is sent again as it was: the idempotency key makes that safe. */
function ask(string $query, array $variables): array
{
    $body = json_encode(['query' => $query, 'variables' => $variables], JSON_THROW_ON_ERROR);
    return persistently(function () use ($body) {
        $answer = read_json(call('POST', HUB . '/graphql', ['Content-Type: application/json'], [CURLOPT_POSTFIELDS => $body]));
        if (isset($answer['errors'])) {
            throw trouble_of($answer['errors'][0]);
        }
        return $answer['data'];
    });
}

function act(string $query, array $input): array
{
    return array_values(ask($query, ['input' => $input]))[0];
}

function codes_of(array $payload): array
{
    return array_column($payload['userErrors'], 'code');
}

function refuse_errors(array $payload): array
{
    if ($payload['userErrors'] !== []) {
        throw new Refused(codes_of($payload), implode('; ', array_column($payload['userErrors'], 'message')));
    }
    return $payload;
}

// --- Tokens and keys

final class Token
{
    public static ?string $text = null;
    private static float $renewAt = 0.0;

    public static function get(): string
    {
        if (self::$text === null || microtime(true) >= self::$renewAt) {
            $answer = read_json(check(INSTITUTION !== '' ? sandbox_token() : signed_token()));
            self::$text = $answer['access_token'];
            self::$renewAt = microtime(true) + $answer['expires_in'] - 30;
        }
        return self::$text;
    }
}

function sandbox_token(): array
{
    $body = json_encode(['institution' => INSTITUTION]);
    return send('POST', HUB . '/sandbox/token', ['Content-Type: application/json'], [CURLOPT_POSTFIELDS => $body]);
}

/** private_key_jwt (RFC 7523). Each assertion is used once, so each attempt signs its own. */
function signed_token(): array
{
    $client = parse_lines(FOLDER . '/client');
    $now = time();
    $assertion = sign_jwt(['alg' => 'ES256'], [
        'iss' => $client['client_id'][0], 'sub' => $client['client_id'][0], 'aud' => $client['issuer'][0],
        'iat' => $now, 'exp' => $now + 60, 'jti' => base64url(random_bytes(24)),
    ], file_get_contents(FOLDER . '/key.pem'));
    $form = http_build_query([
        'grant_type' => 'client_credentials',
        'client_assertion_type' => 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        'client_assertion' => $assertion,
    ]);
    return send('POST', $client['token_endpoint'][0], [], [CURLOPT_POSTFIELDS => $form]);
}

/** Makes a key, and a client of it. Not tried again by itself: a code whose answer was lost is used up. */
function enrol(string $code, string $name): void
{
    $metadata = read_json(check(send('GET', HUB . '/.well-known/oauth-authorization-server', [])));
    $key = openssl_pkey_new(['private_key_type' => OPENSSL_KEYTYPE_EC, 'curve_name' => 'prime256v1']);
    openssl_pkey_export($key, $pem);
    ['x' => $x, 'y' => $y] = openssl_pkey_get_details($key)['ec'];
    $now = time();
    $proof = sign_jwt(['alg' => 'ES256', 'typ' => 'wasl-enrol+jwt'], [
        'aud' => $metadata['issuer'], 'iat' => $now, 'exp' => $now + 60,
        'code_sha256' => base64url(hash('sha256', $code, true)),
    ], $pem);
    $jwk = ['kty' => 'EC', 'crv' => 'P-256', 'x' => base64url(pad($x)), 'y' => base64url(pad($y))];
    $body = json_encode(['code' => $code, 'client_name' => $name, 'jwk' => $jwk, 'proof' => $proof], JSON_THROW_ON_ERROR);
    $client = read_json(check(
        send('POST', $metadata['enrolment_endpoint'], ['Content-Type: application/json'], [CURLOPT_POSTFIELDS => $body]),
    ));
    umask(0077);
    write(FOLDER . '/key.pem', $pem);
    $lines = array_map(fn (string $each) => "$each={$client[$each]}\n", ['client_id', 'issuer', 'token_endpoint']);
    write(FOLDER . '/client', implode('', $lines));
    note("enrolled as {$client['client_id']} of {$client['institution']}");
}

function base64url(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

/** A number as 32 bytes: without the sign byte that DER may put before it, with the zeros that it leaves out. */
function pad(string $number): string
{
    return str_pad(ltrim($number, "\0"), 32, "\0", STR_PAD_LEFT);
}

function sign_jwt(array $header, array $claims, string $pem): string
{
    $signed = implode('.', array_map(fn (array $part) => base64url(json_encode($part, JSON_THROW_ON_ERROR)), [$header, $claims]));
    openssl_sign($signed, $der, $pem, OPENSSL_ALGO_SHA256) || throw new RuntimeException('the key does not sign');
    // OpenSSL gives SEQUENCE { INTEGER r, INTEGER s }; a JWS wants both side by side
    $r = substr($der, 4, ord($der[3]));
    $s = substr($der, 6 + strlen($r));
    return $signed . '.' . base64url(pad($r) . pad($s));
}

// --- Files

/** Whole or not at all, also when the power fails. */
function write(string $path, string $text): void
{
    $file = fopen("$path.new", 'wb');
    fwrite($file, $text);
    fsync($file);
    fclose($file);
    rename("$path.new", $path);
}

/** `name=value` lines: each name with its values, in order. */
function parse_lines(string $path): array
{
    $found = [];
    foreach (file($path, FILE_IGNORE_NEW_LINES) as $line) {
        if (str_contains($line, '=')) {
            [$name, $value] = explode('=', $line, 2);
            $found[trim($name)][] = trim($value);
        }
    }
    return $found;
}

function to_json(array $value): string
{
    return json_encode($value, JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR);
}

function note(string $text): void
{
    $line = date(DATE_ATOM) . " $text\n";
    echo $line;
    file_put_contents(FOLDER . '/night.log', $line, FILE_APPEND);
}

/** One line for each number, however often the night is repeated. */
function log_number(string $direction, string $number, int $year, string $correspondenceId): void
{
    $path = FOLDER . '/numbers.tsv';
    $line = "$direction\t$year\t$number\t$correspondenceId";
    $lines = is_file($path) ? file($path, FILE_IGNORE_NEW_LINES) : [];
    if (!in_array($line, $lines, true)) {
        write($path, implode("\n", [...$lines, $line]) . "\n");
        note("$direction $number/$year $correspondenceId");
    }
}

/** The token is what is archived; its disclosures belong to it. */
function keep_evidence(?array $evidence): void
{
    if ($evidence !== null) {
        write(FOLDER . "/evidence/{$evidence['id']}.json", to_json($evidence));
    }
}

/**
 * Every evidence of the letter that this institution holds: the deposit gives more than its receipt, and a colleague may have
 * acted on the letter in another program.
 */
function archive(string $id): void
{
    $after = null;
    do {
        $page = ask(EVIDENCE, ['id' => $id, 'after' => $after])['correspondence']['evidence'] ?? null;
        array_map(keep_evidence(...), $page['nodes'] ?? []);
        $after = $page['pageInfo']['endCursor'] ?? null;
    } while ($page['pageInfo']['hasNextPage'] ?? false);
}

/** With the published keys beside it, the archive can be verified when the hub is out of reach. */
function keep_keys(): void
{
    $keys = persistently(fn () => read_json(check(send('GET', HUB . '/.well-known/evidence-keys.json', []))));
    write(FOLDER . '/evidence-keys.json', to_json($keys));
}

// --- Receiving

/** Page by page. The cursor moves only when all that the page says is stored: cut off before, the page comes again. */
function receive_all(): void
{
    $cursor = FOLDER . '/cursor';
    do {
        $after = is_file($cursor) ? trim(file_get_contents($cursor)) : null;
        $events = ask(SINCE_LAST_NIGHT, ['after' => $after])['mailboxEvents'];
        foreach ($events['nodes'] as ['type' => $type, 'correspondence' => $letter, 'consignment' => $consignment, 'evidence' => $evidence]) {
            keep_evidence($evidence);
            if (in_array($type, ['CORRESPONDENCE_RECEIVED', 'CORRESPONDENCE_REASSIGNED'], true) && $letter !== null) {
                receive($letter);
            } elseif ($consignment !== null) {
                $where = ($letter['id'] ?? '') . ' at ' . ($consignment['institution']['code'] ?? '');
                note("$where: {$consignment['state']}, arrival number " . ($consignment['arrivalNumber'] ?? 'none yet'));
            }
            // what a recipient of ours did is said whole by the event: of a circular there are hundreds
            if ($type !== 'RECIPIENT_STATE_CHANGED' && $letter !== null) {
                archive($letter['id']);
            }
        }
        write($cursor, $events['pageInfo']['endCursor'] . "\n");
    } while ($events['pageInfo']['hasNextPage']);
}

function receive(array $letter): void
{
    ['id' => $id, 'attachments' => $attachments] = $letter;
    $folder = FOLDER . "/inbox/$id";
    if (is_file("$folder/letter.json")) {
        return;
    }
    if (!$attachments || in_array(null, array_column($attachments, 'document'), true)) {
        note("$id: its content is not for this program; a person must look");
        return;
    }
    is_dir($folder) || mkdir($folder);
    try {
        foreach ($attachments as $at => $attachment) {
            download($attachment, sprintf('%s/%02d%s', $folder, $at + 1, suffix_of($attachment['document']['fileName'])));
        }
        take_over($id, array_column($attachments, 'sha256'));
    } catch (Refused $refusal) {
        if (array_intersect(OVERTAKEN, $refusal->codes) === []) {
            throw $refusal;
        }
        note("$id: {$refusal->getMessage()}");
    }
    $stored = ask(LETTER, ['id' => $id])['correspondence'];
    foreach ($stored['registerEntries'] as ['direction' => $direction, 'number' => $number, 'year' => $year]) {
        log_number($direction, $number, $year, $id);
    }
    write("$folder/letter.json", to_json($stored));
}

/** The three acts. Their keys come from the letter, so a repetition gives the first answer again. */
function take_over(string $id, array $digests): void
{
    $given = ['correspondenceId' => $id];
    refuse_errors(act(
        mutation('correspondenceRetrieve', 'evidence { id }'),
        $given + ['idempotencyKey' => "retrieve $id", 'sha256' => $digests],
    ));
    $registered = act(
        mutation('correspondenceRegisterArrival', 'registerEntry { number year }'),
        $given + ['idempotencyKey' => "register $id"],
    );
    if (!in_array('ALREADY_REGISTERED', codes_of($registered), true)) {
        refuse_errors($registered);
    }
    refuse_errors(act(
        mutation('correspondenceAcknowledge', 'evidence { id }'),
        $given + ['idempotencyKey' => "acknowledge $id"],
    ));
}

/** Of a file name that somebody else chose, nothing but a plain extension is used. */
function suffix_of(string $name): string
{
    return preg_match('/\.[A-Za-z0-9]{1,5}$/D', $name, $found) === 1 ? strtolower($found[0]) : '';
}

/** Goes on where it broke off. What is kept has the digest that the evidence commits to. */
function download(array $attachment, string $target): void
{
    if (is_file($target)) {
        return;
    }
    ['sha256' => $sha256, 'document' => ['sizeBytes' => $size, 'contentUrl' => $url]] = $attachment;
    $part = "$target.part";
    persistently(function () use ($sha256, $size, $url, $part) {
        clearstatcache();
        $have = is_file($part) ? filesize($part) : 0;
        if ($have < $size) {
            fetch_into($part, $url, ["Range: bytes=$have-", "If-Range: \"$sha256\""]);
        }
        clearstatcache();
        // a line that breaks within the headers looks to curl like an answer without a body
        if (!is_file($part) || filesize($part) < $size) {
            throw new Transient('a download broke off');
        }
        if (hash_file('sha256', $part) !== $sha256) {
            unlink($part);
            throw new Transient('a download has another digest');
        }
    });
    rename($part, $target);
}

/** Appends the rest that comes, or begins anew when the whole comes; an answer that says no goes nowhere near the file. */
function fetch_into(string $part, string $url, array $headers): void
{
    $file = null;
    $refusal = '';
    $store = function (CurlHandle $request, string $bytes) use ($part, &$file, &$refusal): int {
        $status = curl_getinfo($request, CURLINFO_RESPONSE_CODE);
        if ($status >= 400) {
            $refusal .= $bytes;
        } else {
            $file ??= fopen($part, $status === 206 ? 'ab' : 'wb');
            fwrite($file, $bytes);
        }
        return strlen($bytes);
    };
    $headers[] = 'Authorization: Bearer ' . Token::get();
    try {
        [$status] = send('GET', $url, $headers, [CURLOPT_RETURNTRANSFER => false, CURLOPT_WRITEFUNCTION => $store]);
    } finally {
        if ($file !== null) {
            fsync($file);
            fclose($file);
        }
    }
    check([$status, $refusal]);
}

// --- Sending

/** Each folder in outgoing/ is a letter, ready when it has a `letter.txt`. One that is refused does not hold up the rest. */
function send_all(): int
{
    $failed = 0;
    foreach (glob(FOLDER . '/outgoing/*/letter.txt') as $description) {
        try {
            send_letter(dirname($description));
        } catch (Refused $refusal) {
            $failed++;
            note(basename(dirname($description)) . " stays in outgoing/: {$refusal->getMessage()}");
        }
    }
    return $failed;
}

function send_letter(string $folder): void
{
    $said = parse_lines("$folder/letter.txt");
    $names = $said['file'] ?? [];
    $recipients = [];
    foreach (['to' => 'TO', 'cc' => 'CC'] as $name => $role) {
        foreach ($said[$name] ?? [] as $code) {
            $recipients[] = ['institutionId' => institution_id($code), 'role' => $role];
        }
    }
    $attachments = [];
    foreach ($names as $at => $name) {
        $attachments[] = ['documentId' => document_id("$folder/" . basename($name)), 'role' => $at === 0 ? 'MAIN' : 'ANNEX'];
    }
    $payload = act(DEPOSIT, [
        'idempotencyKey' => key_of($folder, $names),
        'subject' => implode(' ', $said['subject'] ?? []),
        'recipients' => $recipients,
        'attachments' => $attachments,
    ] + (isset($said['reference']) ? ['senderReference' => $said['reference'][0]] : []));
    keep_evidence($payload['evidence']);
    $name = basename($folder);
    if ($payload['correspondence'] === null && $payload['evidence'] !== null) {
        // a signed refusal: the same letter would be refused again, so a person takes it from here
        write("$folder/receipt.json", to_json($payload));
        finish($folder, 'refused');
        note("$name was refused: " . implode('; ', array_column($payload['userErrors'], 'message')));
        return;
    }
    ['registerEntry' => $entry, 'correspondence' => $letter] = refuse_errors($payload);
    log_number('OUT', $entry['number'], $entry['year'], $letter['id']);
    archive($letter['id']);
    write("$folder/receipt.json", to_json($payload));
    finish($folder, 'sent');
}

/** The same letter has the same key, in whichever night; another letter has another. */
function key_of(string $folder, array $names): string
{
    $digests = array_map(fn (string $name) => hash_file('sha256', "$folder/" . basename($name)), ['letter.txt', ...$names]);
    return 'night-' . hash('sha256', implode("\n", $digests));
}

/** One rename: the letter lies in the one folder or in the other. */
function finish(string $folder, string $where): void
{
    $target = FOLDER . "/$where/" . basename($folder);
    while (file_exists($target)) {
        $target .= '+';
    }
    rename($folder, $target);
}

function institution_id(string $code): string
{
    return ask(ADDRESSEE, ['code' => $code])['institution']['id']
        ?? throw new Refused(['RECIPIENT_NOT_FOUND'], "there is no institution $code");
}

/** The id is kept beside the file before the deposit: a repeated deposit must name the same document. */
function document_id(string $path): string
{
    if (!is_file("$path.document")) {
        write("$path.document", upload($path));
    }
    return trim(file_get_contents("$path.document"));
}

function upload(string $path): string
{
    $size = filesize($path);
    $announced = [
        'fileName' => basename($path),
        'mediaType' => MEDIA_TYPES[strtolower(pathinfo($path, PATHINFO_EXTENSION))] ?? 'application/octet-stream',
        'sizeBytes' => $size,
        'sha256' => hash_file('sha256', $path),
    ];
    // announced again, the same file goes on: the answer says how much of it is there
    $uploadId = persistently(function () use ($path, $size, $announced) {
        $started = refuse_errors(act(mutation('documentUploadStart', 'upload { id url receivedBytes }'), $announced));
        ['id' => $id, 'url' => $url, 'receivedBytes' => $have] = $started['upload'];
        if ($have < $size) {
            put_rest($path, $url, $have, $size);
        }
        return $id;
    });
    $closed = refuse_errors(act(mutation('documentUploadFinalize', 'document { id }'), ['uploadId' => $uploadId]));
    return $closed['document']['id'];
}

function put_rest(string $path, string $url, int $have, int $size): void
{
    $file = fopen($path, 'rb');
    fseek($file, $have);
    $headers = ["Content-Range: bytes $have-" . ($size - 1) . "/$size", 'Content-Type: application/octet-stream'];
    try {
        call('PUT', $url, $headers, [CURLOPT_UPLOAD => true, CURLOPT_INFILE => $file, CURLOPT_INFILESIZE => $size - $have]);
    } catch (Refused $refusal) {
        if (!in_array($refusal->codes[0], ['UPLOAD_OFFSET_MISMATCH', 'DIGEST_MISMATCH', 'NOT_FOUND'], true)) {
            throw $refusal;
        }
        throw new Transient($refusal->getMessage());
    } finally {
        fclose($file);
    }
}

function main(array $arguments): int
{
    foreach (['inbox', 'evidence', 'outgoing', 'sent', 'refused'] as $name) {
        is_dir(FOLDER . "/$name") || mkdir(FOLDER . "/$name", 0777, true);
    }
    $lock = fopen(FOLDER . '/lock', 'w');
    if (!flock($lock, LOCK_EX | LOCK_NB)) {
        fwrite(STDERR, "another night is still running\n");
        return 2;
    }
    try {
        if (($arguments[0] ?? '') === 'enrol') {
            enrol($arguments[1], $arguments[2]);
            return 0;
        }
        // what is ready goes out first, so that a full inbox does not hold it up
        $failed = send_all();
        receive_all();
        keep_keys();
        return $failed > 0 ? 1 : 0;
    } catch (Unreachable | Transient | Refused $trouble) {
        note("stopped: {$trouble->getMessage()}");
        return 1;
    }
}

exit(main(array_slice($argv, 1)));
