/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.hanse/'],
  transform: {
    '\\.(m?js|ts)$': ['@swc/jest'],
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
  // Published as ES modules alone; or with dynamic imports, which jest cannot do as they are.
  transformIgnorePatterns: [
    '/node_modules/(?!(jose|preact|@opentelemetry/(exporter-trace-otlp-http|otlp-exporter-base))/)',
  ],
  globalSetup: './test/postgres/startPostgres.ts',
  globalTeardown: './test/postgres/stopPostgres.ts',
  testSequencer: '<rootDir>/test/longestFirst.js',
  setupFiles: ['reflect-metadata', './test/graphqlAsInProduction.js'],
  // The tests mostly wait for servers, so that one process a core is not too many.
  maxWorkers: '100%',
  testTimeout: 30_000,
};
