import { runCLI } from 'jest';

/**
 * Runs one test file of the folder that it is started in for each message `{ file, cacheDirectory }`, and answers with
 * `{ passed, why, reached }`. Jest itself is loaded once.
 */
process.on('message', async ({ file, cacheDirectory }) => {
  const reached = new Set();
  globalThis.__reached = (number) => reached.add(number);
  const { results } = await runCLI(
    {
      _: [file],
      $0: '',
      runTestsByPath: true,
      runInBand: true,
      watchman: false,
      silent: true,
      reporters: [],
      ci: true,
      cacheDirectory,
      testEnvironment: '<rootDir>/scripts/mutation/environment.cjs',
      // What a test leaves behind goes with the process.
      testEnvironmentOptions: JSON.stringify({ globalsCleanup: 'off' }),
    },
    [process.cwd()],
  );
  const [result] = results.testResults;
  const why = result?.failureMessage ?? (result === undefined ? 'there is no such test' : undefined);
  process.send({ passed: results.success && result !== undefined, why, reached: [...reached] });
});
