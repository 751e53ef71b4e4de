import {
  formatJunit,
  formatSuite,
  formatTally,
  formatTap,
  suiteLines,
  tally,
  tallyLine,
} from '../../scenario/index.ts';
import { type Command, UsageError } from '../cli/command.ts';
import { readFile, writeFile } from '../cli/files.ts';
import { progressLine } from '../cli/progressLine.ts';
import { runSuites } from '../scenarios/runSuites.ts';

const formats = ['text', 'tap', 'junit'] as const;
type Format = (typeof formats)[number];

/** `arazzo-sfn test`: scenario files. */
export const command: Command = {
  name: 'test',
  operands: 'FILE...',
  least: 1,
  most: Number.POSITIVE_INFINITY,
  summary: 'Run scenario files: workflows on this machine, against services that answer as each scenario says.',
  options: {
    format: { value: formats.join('|'), short: 'f', text: 'how to show what came of them (text)' },
    out: { value: 'FILE', short: 'o', text: 'write tap or junit to a file, and text for people to stdout' },
    only: { value: 'TEXT', text: 'run the scenarios alone whose name holds this text' },
    json: { text: 'a line of JSON for each scenario, and one for the summary' },
  },
  notes: `
A scenario file names a document and lists scenarios: an input, what the calls of a step get, and what is expected: status,
outputs, states, calls, error and cause. Waits take no time, and nothing leaves this machine. Exits with 1 where a scenario
fails, or a file or its document has errors.`,

  async run({ operands, value, has }, io) {
    const format = formatOf(value('format'));
    const out = value('out');
    if (has('json') && format !== undefined) throw new UsageError('--json is a format of its own: leave out --format');
    if (out !== undefined && (format ?? 'text') === 'text') throw new UsageError('--out needs --format tap or junit');
    const { stdout } = io;
    const forPeople = !has('json') && (out !== undefined || (format ?? 'text') === 'text');
    const progress = progressLine(io.stderr);
    let done = 0;
    progress.show(`0 of ${operands.length} files`);
    const suites = await runSuites(operands.map(readFile), value('only'), (suite) => {
      progress.clear();
      if (forPeople) stdout.write(formatSuite(suite, { colours: stdout.colours }));
      if (has('json')) stdout.write(suiteLines(suite));
      done += 1;
      progress.show(`${done} of ${operands.length} files`);
    });
    progress.clear();
    if (forPeople) stdout.write(formatTally(suites));
    if (has('json')) stdout.write(tallyLine(suites));
    const report = format === 'tap' ? formatTap(suites) : format === 'junit' ? formatJunit(suites) : undefined;
    if (report !== undefined) {
      if (out === undefined) stdout.write(report);
      else writeFile(out, report);
    }
    const { passed, failed, broken } = tally(suites);
    if (passed + failed + broken === 0) throw new UsageError(`no scenario has a name with ${value('only')} in it`);
    return failed + broken === 0 ? 0 : 1;
  },
};

function formatOf(given: string | undefined): Format | undefined {
  if (given === undefined) return undefined;
  const format = formats.find((each) => each === given);
  if (format === undefined) throw new UsageError(`there is no format ${given}; use one of ${formats.join(', ')}`);
  return format;
}
