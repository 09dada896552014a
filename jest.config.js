import { availableParallelism } from 'node:os';

// The AWS SDK's notice on Node 20, which the Lambdas do not run on, would stand between the results.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.slow\\.test\\.ts$'],
  transform: { '\\.tsx?$': '<rootDir>/test/esbuild-transform.js' },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  // With two processors Jest would use one.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // Modules of a test file stay in memory, and Jest's async hooks cost more with each file: a quarter of all the time.
  workerIdleMemoryLimit: '500MB',
  // Whole runs and new processes, on machines that may be busy.
  testTimeout: 30_000,
};
