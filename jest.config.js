/** Jest runs TypeScript through esbuild (test/support/transform.cjs); tests mirror the rooms of the source tree. */
export default {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/run/begin.cjs',
  globalTeardown: '<rootDir>/test/support/run/end.cjs',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '\\.[cm]?[jt]s$': '<rootDir>/test/support/transform.cjs' },
  // jsonata, yaml and json-p3 are plain CommonJS; packages of ES modules are named here.
  transformIgnorePatterns: ['/node_modules/(?!@scalar/)'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/cdk.out/'],
  // Apps of users, with tests of their own (npm run test:apps).
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/apps/'],
  // Machines differ; a test that hangs is ended all the same.
  testTimeout: 300_000,
  coverageProvider: 'v8',
};
