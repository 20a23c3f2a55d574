const config = require('../../jest.config.js');

/** Networks as they are deployed: many processes, other people's servers. Takes minutes, so that `.ci/run` alone calls it. */
module.exports = {
  ...config,
  rootDir: '../..',
  testPathIgnorePatterns: ['/node_modules/'],
  testMatch: ['<rootDir>/test/deploy/**/*.test.ts'],
  // They measure, and one beside another would measure the other.
  maxWorkers: 1,
  testTimeout: 300_000,
};
