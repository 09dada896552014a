export default {
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/test/**/*.test.tsx'],
  transform: { '\\.tsx?$': '<rootDir>/test/esbuild-transform.js' },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
};
