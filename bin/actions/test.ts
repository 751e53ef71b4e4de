import type { FileBounds } from '../../compiler/index.ts';
import {
  formatJunit,
  formatSuite,
  formatSuitesJson,
  formatTally,
  formatTap,
  type SuiteResult,
  suiteLines,
  tally,
  tallyLine,
} from '../../scenario/index.ts';
import { UsageError } from '../cli/command.ts';
import { checkTarget, openDocument, writeFile } from '../cli/files.ts';
import type { Io } from '../cli/io.ts';
import { progressLine } from '../cli/progressLine.ts';
import { readEnforcement } from '../cli/readEnforcement.ts';
import { runSuites } from '../scenarios/runSuites.ts';

type Format = 'text' | 'json' | 'jsonl' | 'tap' | 'junit';

/** What `test` is told beside the scenario files. */
export interface TestOptions extends FileBounds {
  readonly only?: string | undefined;
  readonly format: Format;
  readonly out?: string | undefined;
  readonly enforceIam?: string | true | undefined;
}

/** Runs scenario files. Returns the exit code. */
export async function test(files: readonly string[], options: TestOptions, io: Io): Promise<number> {
  const { only, format, out } = options;
  const { stdout } = io;
  const toFile = out !== undefined && out !== '-' ? out : undefined;
  if (toFile !== undefined && format === 'text') throw new UsageError('--out needs a --format that is not text');
  if (toFile !== undefined) checkTarget(toFile);
  // While the tests run: text where the report goes elsewhere.
  const shown = toFile === undefined ? format : 'text';
  const sources = files.map((file) => openDocument(file, options));
  const progress = progressLine(io.stderr);
  let done = 0;
  progress.show(`0 of ${files.length} files`);
  const suites = await runSuites(sources, only, options, readEnforcement(options.enforceIam), (suite) => {
    progress.clear();
    if (shown === 'text') stdout.write(formatSuite(suite, { colours: stdout.colours }));
    if (shown === 'jsonl') stdout.write(suiteLines(suite));
    done += 1;
    progress.show(`${done} of ${files.length} files`);
  });
  progress.clear();
  const { passed, failed, broken } = tally(suites);
  if (passed + failed + broken === 0) throw new UsageError(`no scenario has a name with ${only} in it`);
  if (shown === 'text') stdout.write(formatTally(suites));
  else if (shown === 'jsonl') stdout.write(tallyLine(suites));
  else stdout.write(reportOf(suites, shown));
  if (toFile !== undefined) writeFile(toFile, reportOf(suites, format));
  return failed + broken === 0 ? 0 : 1;
}

/** What came of all, at once. */
function reportOf(suites: readonly SuiteResult[], format: Format): string {
  switch (format) {
    case 'text':
      return suites.map((suite) => formatSuite(suite, { colours: false })).join('') + formatTally(suites);
    case 'json':
      return formatSuitesJson(suites);
    case 'jsonl':
      return suites.map(suiteLines).join('') + tallyLine(suites);
    case 'tap':
      return formatTap(suites);
    case 'junit':
      return formatJunit(suites);
    default:
      return format satisfies never;
  }
}
