const night = (script) => ({
  file: 'tests/guides/nightly.test.ts',
  name: `${script} survives …`,
});

export default [
  {
    id: 'archive-without-delivery',
    breaks: 'a registry office cannot prove that the hub delivered what it sent',
    file: 'examples/nightly/nightly.py',
    search: '    archive(payload["correspondence"]["id"])\n',
    replace: '',
    test: night('nightly.py'),
  },
];
