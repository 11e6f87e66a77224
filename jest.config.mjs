const esmOnly = ['jose', 'cookie', 'graphql-sse', 'p-limit', 'oauth4webapi'];

export default {
  testEnvironment: '<rootDir>/tests/support/hubEnvironment.cjs',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  globalSetup: '<rootDir>/tests/support/globalSetup.mjs',
  globalTeardown: '<rootDir>/tests/support/globalTeardown.mjs',
  resolver: '<rootDir>/tests/support/resolveModule.cjs',
  testSequencer: '<rootDir>/tests/support/longestFirst.cjs',
  // one more than the cores that the least machine has: files wait for PostgreSQL and for processes of their own
  maxWorkers: 3,
  testTimeout: 30_000,
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  transform: {
    '^.+\\.[tj]s$': [
      '@swc/jest',
      {
        jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs', ignoreDynamic: true },
        sourceMaps: 'inline',
      },
    ],
  },
};
