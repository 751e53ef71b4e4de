/** Jest runs TypeScript through esbuild (test/support/transform.cjs); tests mirror the rooms of the source tree. */
export default {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/run/begin.cjs',
  globalTeardown: '<rootDir>/test/support/run/end.cjs',
  setupFiles: ['<rootDir>/test/support/run/context.cjs'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '\\.[cm]?[jt]s$': '<rootDir>/test/support/transform.cjs' },
  // jsonata, yaml and json-p3 are plain CommonJS; packages of ES modules are named here.
  transformIgnorePatterns: ['/node_modules/(?!@scalar/)'],
  moduleNameMapper: { '^fast-check$': '<rootDir>/test/support/fastCheck.cjs' },
  // test/apps: apps of users, with tests of their own (npm run test:apps).
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/cdk.out/', '<rootDir>/test/apps/'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/apps/'],
  // Jest leaves one core alone by default: on two cores the tests would take twice as long.
  maxWorkers: '100%',
  // Machines differ; a test that hangs is ended all the same.
  testTimeout: 300_000,
  coverageProvider: 'v8',
};
