import base from './jest.config.js';

export default {
  ...base,
  testMatch: ['<rootDir>/test/trino/**/*.trino.ts'],
  // A server that starts, and a few hundred megabytes to fetch for the first time.
  testTimeout: 600_000,
};
