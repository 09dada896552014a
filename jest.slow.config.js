import base from './jest.config.js';

export default {
  ...base,
  // Whole runs, and what packages, starts processes, or takes large files or many values.
  testMatch: ['<rootDir>/test/**/*.slow.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 600_000,
};
