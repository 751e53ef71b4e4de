import {
  anyInputs,
  complaintsOf,
  connectRate,
  createCounter,
  executionsOf,
  inputsOf,
  LIST_SEPARATOR,
  MAX_RUNNING,
  MappingError,
  type Outcome,
  readBatch,
  runBatch,
} from '../batch/index.ts';
import type { Machine } from '../compiler/index.ts';
import { decodeSource } from '../compiler/source/index.ts';
import {
  type Cloud,
  inputCheck,
  type Json,
  type JsonObject,
  ServiceException,
  stepFunctionsClient,
} from '../local/index.ts';
import type { BatchFaults, BatchView, FailedRow } from './contract.ts';

/** A file of inputs that is to be started, and where inputs come from that no column of their name gives. */
export interface BatchRequest {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly map: ReadonlyMap<string, string>;
  readonly set: ReadonlyMap<string, string>;
  /** The column that tells one row from another; default: that of the first required input that has one. */
  readonly key: string | undefined;
}

/** Files of which each row is an execution; the latest one of each machine is known. */
export interface Batches {
  /** Checks every row, and starts all of them where nothing is wrong. Refuses while another file of the machine runs. */
  start(machineArn: string, request: BatchRequest): Promise<BatchFaults>;
  view(machineArn: string): Promise<BatchView | undefined>;
  stop(machineArn: string): void;
}

interface Running {
  readonly file: string;
  readonly counter: ReturnType<typeof createCounter>;
  /** Those that failed, by their rows; one that goes on does so no longer. */
  readonly failed: Map<number, Outcome>;
  readonly abort: AbortController;
  ended: boolean;
  problem?: string;
}

/** Of faults and of failed rows so many are told, and how many there are. */
const TOLD = 100;
const WELL: ReadonlySet<string> = new Set(['SUCCEEDED', 'RUNNING', 'NOT_STARTED']);

/**
 * @param workflowOf the workflow that a definition was compiled from, where that is known
 * @param failure the error and cause of an execution, fit to be shown
 */
export function createBatches(
  cloud: Cloud,
  workflowOf: (definition: string) => Machine | undefined,
  failure: (executionArn: string) => Promise<Pick<FailedRow, 'error' | 'cause'>>,
): Batches {
  const latest = new Map<string, Running>();

  const run = async (
    stateMachineArn: string,
    jobs: Parameters<typeof runBatch>[0],
    definition: object,
    own: Running,
  ) => {
    try {
      await runBatch(jobs, executionsOf(stateMachineArn, stepFunctionsClient(cloud)), {
        rate: connectRate(definition),
        maxRunning: MAX_RUNNING,
        pace: cloud.backend.clock,
        signal: own.abort.signal,
        onChange(outcome) {
          own.counter.changed(outcome);
          if (WELL.has(outcome.status)) own.failed.delete(outcome.job.row);
          else own.failed.set(outcome.job.row, outcome);
        },
      });
    } catch (error) {
      own.problem = error instanceof Error ? error.message : String(error);
    } finally {
      own.ended = true;
    }
  };

  return {
    async start(stateMachineArn, { file, bytes, map, set, key }) {
      if (latest.get(stateMachineArn)?.ended === false) {
        throw new ServiceException(
          'ValidationException',
          'Another file is running; stop it first, or wait for its end',
        );
      }
      const { definition: text } = await cloud.call('sfn', 'DescribeStateMachine', { stateMachineArn });
      const compiled = workflowOf(String(text));
      const definition = JSON.parse(String(text));
      const inputs = compiled === undefined ? anyInputs : inputsOf(compiled.inputsSchema, compiled.secretInputs);
      const mapping = { map, set, key, separator: LIST_SEPARATOR };
      const check = complaintsOf(inputCheck(definition));
      const { jobs, unused, faults } = await readBatch(decodeSource(file, bytes), inputs, mapping, check).catch(
        refused,
      );
      if (faults.length === 0) {
        const own = {
          file,
          counter: createCounter(jobs.length),
          failed: new Map(),
          abort: new AbortController(),
          ended: false,
        };
        latest.set(stateMachineArn, own);
        void run(stateMachineArn, jobs, definition, own);
      }
      return { rows: jobs.length, unused, faults: faults.slice(0, TOLD), count: faults.length };
    },

    async view(stateMachineArn) {
      const found = latest.get(stateMachineArn);
      if (found === undefined) return undefined;
      const { file, counter, abort, ended, problem } = found;
      const failed = [...found.failed.values()].sort((a, b) => a.job.row - b.job.row);
      return {
        file,
        ...counter.counts(),
        ended,
        stopped: abort.signal.aborted,
        ...(problem === undefined ? {} : { problem }),
        failures: await Promise.all(
          failed.slice(0, TOLD).map((outcome) => failedRow(stateMachineArn, outcome, failure)),
        ),
      };
    },

    stop: (stateMachineArn) => latest.get(stateMachineArn)?.abort.abort(),
  };
}

async function failedRow(
  stateMachineArn: string,
  { job, execution = job.name, status }: Outcome,
  failure: Parameters<typeof createBatches>[2],
): Promise<FailedRow> {
  const arn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${execution}`;
  return { line: job.line, execution: arn, name: execution, status, ...(await failure(arn)) };
}

/** Options that don't fit the file, in words. */
function refused(error: unknown): never {
  throw error instanceof MappingError ? new ServiceException('ValidationException', error.message) : error;
}

/** A request as the page sends it: the file's bytes in base64, the rest as lines of `INPUT=VALUE`. */
export function batchRequest({ file, content, map, set, key }: JsonObject): BatchRequest {
  const column = typeof key === 'string' ? key.trim() : '';
  return {
    file: String(file),
    bytes: Buffer.from(String(content ?? ''), 'base64'),
    map: pairs(map),
    set: pairs(set),
    key: column === '' ? undefined : column,
  };
}

function pairs(text: Json | undefined): ReadonlyMap<string, string> {
  const lines = typeof text === 'string' ? text.split(/\r?\n/).filter((line) => line.trim() !== '') : [];
  return new Map(
    lines.map((line) => {
      const at = line.indexOf('=');
      if (at < 1) throw new ServiceException('ValidationException', 'Write INPUT=VALUE, each on a line of its own');
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    }),
  );
}
