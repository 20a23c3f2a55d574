/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: '<rootDir>/test/WorkerRealm.js',
  testMatch: ['**/*.test.ts'],
  // They take minutes: `npm run test:deploy`.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/deploy/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.hanse/'],
  transform: {
    '\\.ts$': ['@swc/jest'],
    '\\.tsx$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic', importSource: 'preact' } },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
        sourceMaps: true,
      },
    ],
  },
  globalSetup: './test/postgres/startPostgres.ts',
  globalTeardown: './test/postgres/stopPostgres.ts',
  testSequencer: '<rootDir>/test/longestFirst.js',
  setupFiles: ['reflect-metadata'],
  // Node's own streams and sockets go on by it.
  fakeTimers: { doNotFake: ['nextTick'] },
  // The tests mostly wait for servers, so that one process a core is not too many.
  maxWorkers: '100%',
  testTimeout: 30_000,
};
