import { setMaxListeners } from 'node:events';
import { dirname, join, parse } from 'node:path';
import {
  anyInputs,
  complaintsOf,
  connectRate,
  countOf,
  createCounter,
  type Executions,
  inputsOf,
  MappingError,
  type Pace,
  readBatch,
  resultsCsv,
  runBatch,
  withFirstPasswords,
} from '../../batch/index.ts';
import { printable } from '../../compiler/diagnostics/index.ts';
import type { Machine } from '../../compiler/index.ts';
import { inputCheck, type MachineDefinition } from '../../local/index.ts';
import { UsageError } from '../cli/command.ts';
import { exitCodes } from '../cli/exitCodes.ts';
import { checkTarget, readFileOrStdin, writeFile } from '../cli/files.ts';
import type { Io } from '../cli/io.ts';
import type { ExecutionFormat } from '../cli/showExecution.ts';
import { passwordSecrets, type Secrets, storePassword } from './firstPasswords.ts';
import { type EachOptions, mappingOptions } from './options.ts';
import { batchShow, showFaults } from './showBatch.ts';

/** What is started, and where. */
export interface Target {
  /** Undefined: nothing is known of the inputs, so that all values are texts. */
  readonly compiled: Machine | undefined;
  /** What is asked of inputs; undefined where the definition may not be read. */
  readonly definition: MachineDefinition | undefined;
  readonly executions: Executions;
  /** Where first passwords are stored. */
  readonly secrets: Secrets;
  readonly pace: Pace;
}

/** Runs an execution for each row of the file that `--each` names. Returns the exit code. */
export async function eachRow(
  file: string,
  { compiled, definition, executions, secrets, pace }: Target,
  options: EachOptions & { readonly format: ExecutionFormat },
  io: Io,
): Promise<number> {
  const inputs = compiled === undefined ? anyInputs : inputsOf(compiled.inputsSchema, compiled.secretInputs);
  const check = definition === undefined ? async () => [] : complaintsOf(inputCheck(definition));
  const firstPasswords = passwordSecrets(options, compiled);
  const mapping = { ...mappingOptions(options), firstPasswords };
  const batch = await usage(() => readBatch(readFileOrStdin(file), inputs, mapping, check));
  const shown = file === '-' ? 'stdin' : file;
  if (batch.unused.length > 0) io.stderr.write(`${printable(`${shown}: no input: ${batch.unused.join(', ')}`)}\n`);
  if (batch.faults.length > 0) {
    showFaults(shown, batch.faults, io);
    return exitCodes.fault;
  }
  const results = options.results ?? resultsFile(file);
  if (results !== undefined) checkTarget(results);
  const stop = new AbortController();
  // All that sleep listen to it.
  setMaxListeners(0, stop.signal);
  const interrupt = (): void => stop.abort(new Error('interrupted'));
  process.once('SIGINT', interrupt);
  const show = batchShow(shown, options.format, pace.now, io);
  const counter = createCounter(batch.jobs.length);
  const started =
    firstPasswords === undefined
      ? executions
      : withFirstPasswords(executions, firstPasswords, (id) => storePassword(id, firstPasswords, secrets));
  const outcomes = await runBatch(batch.jobs, started, {
    rate: options.rate ?? connectRate(definition),
    maxRunning: options.maxRunning,
    pace,
    signal: stop.signal,
    onChange(outcome) {
      counter.changed(outcome);
      show.changed(outcome, counter.counts());
    },
  }).finally(() => process.removeListener('SIGINT', interrupt));
  const counts = countOf(outcomes);
  try {
    if (results !== undefined) writeFile(results, resultsCsv(outcomes));
  } catch (error) {
    show.end(outcomes, counts, undefined);
    throw error;
  }
  show.end(outcomes, counts, results);
  if (stop.signal.aborted) {
    io.stderr.write('stopped; run the same command again to go on\n');
    return exitCodes.interrupted;
  }
  return counts.failed === 0 ? 0 : exitCodes.fault;
}

async function usage<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof MappingError ? new UsageError(error.message) : error;
  }
}

/** `hires.results.csv` beside `hires.csv`; nothing beside stdin. */
function resultsFile(file: string): string | undefined {
  return file === '-' ? undefined : join(dirname(file), `${parse(file).name}.results.csv`);
}
