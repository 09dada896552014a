import base from './jest.config.js';

export default {
  ...base,
  // `npm run test:faults -- --all`: test/faults/classes.ts.
  globals: { ALL_CELLS: process.argv.includes('--all') },
  testMatch: ['<rootDir>/test/faults/**/*.faults.ts'],
  reporters: ['default', '<rootDir>/test/faults/matrix-reporter.js'],
  testSequencer: '<rootDir>/test/faults/longest-first.js',
  maxWorkers: 2,
  // Cells that run at the same time in one file: more of them would wait for a lane.
  maxConcurrency: 3,
  testTimeout: 600_000,
};
