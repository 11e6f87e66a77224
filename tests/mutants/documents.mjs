const upload = (name) => ({ file: 'tests/subgraphs/documents/upload.test.ts', name });
const content = (name) => ({ file: 'tests/subgraphs/documents/content.test.ts', name });
const routes = (name) => ({ file: 'tests/http/uploadRoutes.test.ts', name });
const blobs = (name) => ({ file: 'tests/platform/blobStore.test.ts', name });

export default [
  {
    id: 'upload-part-digest-not-checked',
    breaks: 'a part with another digest than announced is kept',
    file: 'src/subgraphs/documents/receiveUpload.ts',
    search: 'if (part.sha256 !== null && !part.sha256.equals(sha256)) {',
    replace: 'if (part.sha256 !== null && sha256.length === 0) {',
    test: upload('a part with another digest than announced is dropped'),
  },
  {
    id: 'upload-digest-not-checked',
    breaks: 'a file becomes final with other content than announced',
    file: 'src/platform/blobStoreFs.ts',
    search: 'is = digest.digest().equals(sha256);',
    replace: 'is = digest.digest().length === sha256.length;',
    test: upload('bytes without the announced digest make no document, and the file starts anew'),
  },
  {
    id: 'upload-offset-not-checked',
    breaks: 'a part is written at another place than where the last one ended',
    file: 'src/subgraphs/documents/receiveUpload.ts',
    search: 'if (offset !== upload.received_bytes) throw offsetMismatch(upload.received_bytes);\n  if ((part',
    replace: 'if ((part',
    and: [
      {
        file: 'src/subgraphs/documents/uploads.ts',
        search: '       and received_bytes = ${offset}\n',
        replace: '       and received_bytes >= ${offset} - 1000000\n',
      },
    ],
    test: upload('a part at another place than the end of what is there is refused with the right place'),
  },
  {
    id: 'upload-two-writers',
    breaks: 'two requests write to one file at once',
    file: 'src/subgraphs/documents/uploads.ts',
    search: '       and (claim is null or claimed_until < clock_timestamp())\n    returning',
    replace: '    returning',
    test: upload('of two requests on one upload at once, one writes'),
  },
  {
    id: 'upload-over-its-size',
    breaks: 'a body larger than the file is read to its end',
    file: 'src/subgraphs/documents/receiveUpload.ts',
    search: 'if ((part.sizeBytes ?? 0) > missing) throw tooLarge();',
    replace: '',
    test: upload('a body that says it is larger than the file is refused before it is read'),
  },
  {
    id: 'upload-of-any-type',
    breaks: 'a file of a type that a browser runs is taken',
    file: 'src/subgraphs/documents/mediaTypes.ts',
    search: 'return allowed.has(lower) ? lower : null;',
    replace: 'return lower;',
    test: upload('the media type "text/html" is refused'),
  },
  {
    id: 'upload-finalised-twice',
    breaks: 'finalising again makes a second document',
    file: 'src/subgraphs/documents/documentUploadFinalize.ts',
    search: "if (upload.state === 'OPEN' && !(await close(operation, upload)))",
    replace: 'if (!(await close(operation, upload)))',
    and: [
      {
        file: 'src/subgraphs/documents/uploads.ts',
        search: `         and state = 'OPEN'
         and expires_at > wasl.now()
         and received_bytes = size_bytes`,
        replace: '         and received_bytes = size_bytes',
      },
    ],
    test: upload('finalising again gives the same document'),
  },
  {
    id: 'download-without-opening',
    breaks: 'a recipient gets content and the sender never learns it',
    file: 'src/http/answerContent.ts',
    search:
      'if (document.owner_id !== operation.requireViewer().institutionId) await recordOpening(operation, document.id);',
    replace: '',
    test: routes('an opening is recorded before a recipient gets content, and only then'),
  },
  {
    id: 'download-opening-not-awaited',
    breaks: 'content leaves although its opening cannot be written',
    file: 'src/http/answerContent.ts',
    search: 'await recordOpening(operation, document.id);',
    replace: 'void recordOpening(operation, document.id).catch(() => {});',
    test: routes('an opening that cannot be recorded withholds the content and all that describes it'),
  },
  {
    id: 'download-of-confidential-content',
    breaks: 'a confidential document is open to every client of its institution',
    file: 'src/subgraphs/documents/documents.ts',
    search: "!document.confidential || operation.hasScope('correspondence:read-confidential')",
    replace: "!document.confidential || operation.hasScope('documents:read')",
    test: content('a confidential document needs the right to read confidential letters'),
  },
  {
    id: 'download-runs-in-a-browser',
    breaks: 'a browser shows a document in the hub’s name',
    file: 'src/http/answerContent.ts',
    search: "'content-security-policy': \"sandbox; default-src 'none'\",",
    replace: '',
    test: content('the content comes whole, with its digest, and as nothing that a browser would run'),
  },
  {
    id: 'holding-for-everyone',
    breaks: 'row-level security shows every document to everyone',
    file: 'migrations/20261123090500_timers.sql',
    search: 'alter policy holding_own on documents.holding\n  using (',
    replace: 'alter policy holding_own on documents.holding\n  using (true or ',
    and: [
      {
        file: 'src/subgraphs/documents/documents.ts',
        search: '     where holding.institution_id = wasl.institution()\n       and holding',
        replace: '     where holding',
      },
      {
        file: 'migrations/20261122100300_documents.sql',
        search:
          'using (exists (select from documents.holding h where h.institution_id = wasl.institution() and h.document_id = document.id));',
        replace: 'using (true);',
      },
    ],
    test: content('foreign, unknown, malformed and other ids get one answer'),
  },
  {
    id: 'upload-of-another-institution',
    breaks: 'row-level security lets anyone write to an upload',
    file: 'migrations/20261123090500_timers.sql',
    search: 'alter policy upload_own on documents.upload\n  using (',
    replace: 'alter policy upload_own on documents.upload\n  using (true or ',
    and: [
      {
        file: 'src/subgraphs/documents/uploads.ts',
        search: '     where upload.institution_id = wasl.institution()\n       and upload.id',
        replace: '     where upload.id',
      },
    ],
    test: upload('a foreign, unknown, expired, malformed and closed upload get one answer'),
  },
  {
    id: 'sweep-takes-what-is-open',
    breaks: 'files on their way are swept',
    file: 'src/subgraphs/documents/sweepUploads.ts',
    search: "state = 'OPEN' and expires_at < wasl.now() - interval '1 hour'",
    replace: "state = 'OPEN'",
    test: {
      file: 'tests/subgraphs/documents/sweepUploads.test.ts',
      name: 'expired uploads go with their bytes; open and finalised ones stay',
    },
  },
  {
    id: 'blob-name-with-a-path',
    breaks: 'a blob name reaches any file',
    file: 'src/platform/blobStoreFs.ts',
    search: 'if (!/^[0-9a-f]{32}$/.test(name)) throw',
    replace: "if (name === '') throw",
    test: blobs('a name that is no blob name reaches no file'),
  },
  {
    id: 'blob-counted-beyond-the-disk',
    breaks: 'octets count before they are on disk',
    file: 'src/platform/blobStoreFs.ts',
    search: 'if (!moved && !(await isFinal())) return false;',
    replace: 'if (!moved) await open(final(name), "w").then((file) => file.close());',
    test: blobs('finalize leaves a blob of another size or digest where it is'),
  },
];
