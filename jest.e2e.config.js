import base from './jest.config.js';

export default {
  ...base,
  testMatch: ['<rootDir>/test/e2e/**/*.e2e.ts'],
  maxWorkers: 2,
  // Whole runs, with processes that start for the first time.
  testTimeout: 600_000,
};
