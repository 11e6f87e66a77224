export default [
  {
    id: 'disclosures-for-everyone',
    breaks: 'every recipient is given the openings of all recipients',
    file: 'src/evidence/evidenceToken.ts',
    search: 'return own === undefined ? [] : [own];',
    replace: 'return own === undefined ? [] : all;',
    test: {
      file: 'tests/evidence/evidenceToken.test.ts',
      name: 'gives the sender every opening, a recipient its own, and nobody else one',
    },
  },
];
