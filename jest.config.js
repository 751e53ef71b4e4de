/** Jest runs TypeScript through esbuild (test/support/transform.cjs); tests mirror the rooms of the source tree. */
export default {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/run/begin.cjs',
  globalTeardown: '<rootDir>/test/support/run/end.cjs',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '\\.[cm]?[jt]s$': '<rootDir>/test/support/transform.cjs' },
  // jsonata, yaml and json-p3 are plain CommonJS; ES module packages are added here when one is used.
  transformIgnorePatterns: ['/node_modules/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/cdk.out/'],
  // Apps of users, with tests of their own (npm run test:apps).
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/apps/'],
  // Machines differ; a test that hangs is ended all the same.
  testTimeout: 300_000,
  coverageProvider: 'v8',
};
