import { writeFileSync } from 'node:fs';
import { runCLI } from 'jest';

/** Requires the test files that are asked for, so that they share one graph of modules. */
const TOGETHER = 'test/together.test.ts';

/**
 * Runs test files of the folder that it is started in, up to the first failure: `{ files: [{ file, tests }], cacheDirectory }`,
 * where `tests` may be titles, or `'all'`. Sends `{ started }` for each test, and at the end `{ verdict }`: see `Verdict`.
 * Jest itself is loaded once.
 */
process.on('message', async ({ files, cacheDirectory }) => {
  const asked = new Map(files.map(({ file, tests }) => [file, tests === 'all' ? 'all' : new Set(tests)]));
  const reached = new Map();
  globalThis.mutation = {
    current: undefined,
    asked(file, title) {
      const tests = asked.get(file);
      if (tests !== 'all' && !tests?.has(title)) return false;
      process.send({ started: title });
      return true;
    },
    reached(number) {
      const titles = reached.get(number) ?? new Set();
      reached.set(number, titles.add(globalThis.mutation.current?.title ?? ''));
    },
  };
  const groups = files.map(({ file }) => [JSON.stringify(file), JSON.stringify(`../${file}`)]);
  writeFileSync(TOGETHER, groups.map(([name, path]) => `describe(${name}, () => { require(${path}); });\n`).join(''));
  const { results } = await runCLI(
    {
      _: [TOGETHER],
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
  const tests = result?.testResults ?? [];
  const failed = tests.find(({ status }) => status === 'failed');
  process.send({
    verdict: {
      passed: results.success,
      why: result?.failureMessage ?? undefined,
      failed: failed?.ancestorTitles[0],
      reached: [...reached].map(([number, titles]) => [number, titles.has('') ? 'all' : [...titles]]),
      seconds: tests.map(({ ancestorTitles: [, ...groups], title, duration }) => [
        [...groups, title].join(' > '),
        (duration ?? 0) / 1000,
      ]),
    },
  });
});
