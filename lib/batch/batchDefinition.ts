import type { Retrier, StateMachineDefinition } from '../../compiler/index.ts';
import { type Expression, jsonata, printTemplate } from '../../compiler/jsonata/index.ts';
import type { Json } from '../../compiler/source/index.ts';
import { SUBSTITUTIONS } from '../trigger/inputMapping.ts';
import { type InputsCheck, inputsCheck } from '../trigger/inputsCheck.ts';
import { sdk } from '../trigger/starterDefinition.ts';
import type { Columns } from './columns.ts';
import { faultsOf, formatOf, secretsIn, withoutSecrets } from './fileChecks.ts';
import { CALL_SECONDS, ERRORS, RETRY, rowStates, sfn } from './rowStates.ts';

const { binary, call, concatenate, conditional, equal, literal, path, regex, variable } = jsonata;

/** A distributed Map: each row of a file is an execution of its own (Amazon States Language, Map state). */
export type MapState = {
  readonly Type: 'Map';
  readonly Comment: string;
  readonly Label: string;
  readonly MaxConcurrency: number;
  readonly ToleratedFailurePercentage: number;
  readonly ItemReader: Json;
  readonly ItemSelector: Json;
  readonly ItemProcessor: Pick<StateMachineDefinition, 'StartAt' | 'States'> & { readonly ProcessorConfig: Json };
  readonly ResultWriter: Json;
  readonly Retry: readonly Retrier[];
  readonly Output: Json;
  readonly Next: string;
};

/** The machine of a batch. */
export interface BatchDefinition {
  readonly Comment: string;
  readonly QueryLanguage: 'JSONata';
  readonly StartAt: string;
  readonly TimeoutSeconds: number;
  readonly States: { readonly [name: string]: StateMachineDefinition['States'][string] | MapState };
}

/** What tells a file of one format from others, and how its rows are read. */
interface Format {
  /** In the names of states, and of child executions. */
  readonly label: string;
  /** What the first look at the file comes to. */
  readonly found: string;
  readonly reader: { readonly [field: string]: Json };
  readonly isText: boolean;
}

function csv(label: string, separator: string, delimiter: string): Format {
  const reader = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', CSVDelimiter: delimiter };
  return { label, found: separator, reader, isText: true };
}

const FORMATS: readonly Format[] = [
  csv('csv', ',', 'COMMA'),
  csv('csv-semicolon', ';', 'SEMICOLON'),
  csv('csv-tab', '\t', 'TAB'),
  { label: 'json', found: 'json', reader: { InputType: 'JSON' }, isText: false },
  { label: 'json-lines', found: 'jsonl', reader: { InputType: 'JSONL' }, isText: false },
];

/** The labels of the machine's Maps, which stand in the ARNs of their child executions. */
export const LABELS: readonly string[] = FORMATS.map(({ label }) => label);

/** A day: 2,000 hires take a quarter of an hour at what Amazon Connect allows. */
const LONGEST_SECONDS = 86_400;
/** What is read of a file to see what it is. */
const HEAD_BYTES = 65_536;

const STATES = {
  head: 'Look at the file',
  format: 'What is in it?',
  count: 'Count the rows',
  end: 'Did all rows succeed?',
  reject: 'Reject the file',
  done: 'All rows succeeded',
} as const;

const state = path(variable('states'), 'input');
const result = path(variable('states'), 'result');
const context = path(variable('states'), 'context');
const redrives = path(context, 'Execution', 'RedriveCount');

/**
 * The state machine that starts the workflow's executions for the rows of a file in S3, its input `{bucket, key}`: so many
 * at a time, each once, whatever was started before. Where rows failed it fails when all have ended; a redrive goes over
 * the file again.
 */
export function batchDefinition(columns: Columns, maxConcurrency: number): BatchDefinition {
  const check = inputsCheck(columns.workflowId, columns.mapping);
  return {
    Comment: `Starts ${columns.workflowId} once for each row of a file`,
    QueryLanguage: 'JSONata',
    StartAt: STATES.head,
    TimeoutSeconds: LONGEST_SECONDS,
    States: {
      [STATES.head]: {
        Type: 'Task',
        Resource: sdk('s3', 'getObject'),
        Arguments: {
          Bucket: printTemplate(path(state, 'bucket')),
          Key: printTemplate(path(state, 'key')),
          Range: `bytes=0-${HEAD_BYTES - 1}`,
        },
        TimeoutSeconds: CALL_SECONDS,
        Retry: [{ ErrorEquals: ['S3.NoSuchKeyException'], MaxAttempts: 0 }, RETRY],
        Assign: {
          bucket: printTemplate(path(state, 'bucket')),
          key: printTemplate(path(state, 'key')),
          format: printTemplate(formatOf(path(state, 'key'), path(result, 'Body'))),
          reason: printTemplate(faultsOf(columns, path(state, 'key'), path(result, 'Body'))),
        },
        Output: {},
        Next: STATES.format,
      },
      [STATES.format]: {
        Type: 'Choice',
        Choices: [
          { Condition: printTemplate(binary('!=', variable('reason'), literal(''))), Next: STATES.reject },
          ...FORMATS.map((format) => ({
            Condition: printTemplate(equal(variable('format'), literal(format.found))),
            Next: mapName(format),
          })),
        ],
        Default: STATES.reject,
      },
      ...Object.fromEntries(
        FORMATS.map((format) => [mapName(format), mapState(columns, check, format, maxConcurrency)]),
      ),
      [STATES.count]: {
        Type: 'Task',
        Resource: sfn('describeMapRun'),
        Arguments: { MapRunArn: printTemplate(path(state, 'mapRun')) },
        TimeoutSeconds: CALL_SECONDS,
        Retry: [RETRY],
        Output: {
          rows: printTemplate(path(result, 'ItemCounts', 'Total')),
          failed: printTemplate(failedIn(path(result, 'ItemCounts'))),
          results: printTemplate(path(state, 'results')),
          redrives: printTemplate(path(state, 'redrives')),
        },
        Next: STATES.end,
      },
      [STATES.end]: {
        Type: 'Choice',
        Comment:
          'Fails by an error in its condition, not in a Fail state: so that a redrive asks again, and goes on with the file',
        Choices: [
          { Condition: printTemplate(equal(path(state, 'failed'), literal(0))), Next: STATES.done },
          {
            Condition: printTemplate(isRedriven()),
            Next: STATES.head,
            Output: { bucket: printTemplate(variable('bucket')), key: printTemplate(variable('key')) },
          },
        ],
        Default: STATES.reject,
      },
      [STATES.done]: {
        Type: 'Succeed',
        Output: { rows: printTemplate(path(state, 'rows')), results: printTemplate(path(state, 'results')) },
      },
      [STATES.reject]: { Type: 'Fail', Error: ERRORS.file, Cause: printTemplate(variable('reason')) },
    },
  };
}

function mapName({ label }: Format): string {
  return `Each row (${label})`;
}

function mapState(
  columns: Columns,
  check: InputsCheck,
  { label, reader, isText }: Format,
  maxConcurrency: number,
): MapState {
  const item = path(context, 'Map', 'Item', 'Value');
  return {
    Type: 'Map',
    Comment: 'So many rows at a time that Amazon Connect keeps up; rows that fail are told when all have ended',
    Label: label,
    MaxConcurrency: maxConcurrency,
    ToleratedFailurePercentage: 100,
    ItemReader: {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: reader,
      Arguments: { Bucket: printTemplate(variable('bucket')), Key: printTemplate(variable('key')) },
    },
    // Child executions see nothing of this one but what is selected here.
    ItemSelector: {
      row: printTemplate(binary('+', path(context, 'Map', 'Item', 'Index'), literal(1))),
      item: printTemplate(withoutSecrets(item, columns.mapping.secrets)),
      secrets: printTemplate(secretsIn(item, columns.mapping.secrets)),
      fixed: Object.fromEntries(
        columns.mapping.fixed.map(({ input }, index) => [input, `\${${SUBSTITUTIONS.fixed(index)}}`]),
      ),
      executions: `\${${SUBSTITUTIONS.executions}}`,
    },
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      ...rowStates(columns, check, label, isText),
    },
    ResultWriter: {
      Resource: 'arn:aws:states:::s3:putObject',
      Arguments: {
        Bucket: printTemplate(variable('bucket')),
        Prefix: printTemplate(
          concatenate([call('replace', variable('key'), regex('\\.[^.\\/]*$'), literal('')), literal('.results')]),
        ),
      },
      WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSONL' },
    },
    // Rows that were done are found done: another run starts nothing twice.
    Retry: [{ ...RETRY, ErrorEquals: ['States.ItemReaderFailed', 'States.ResultWriterFailed'], MaxAttempts: 2 }],
    Output: {
      mapRun: printTemplate(path(result, 'MapRunArn')),
      results: printTemplate(
        concatenate([
          literal('s3://'),
          path(result, 'ResultWriterDetails', 'Bucket'),
          literal('/'),
          path(result, 'ResultWriterDetails', 'Key'),
        ]),
      ),
      redrives: printTemplate(redrives),
    },
    Next: STATES.count,
  };
}

function failedIn(counts: Expression): Expression {
  const [failed, timedOut, aborted] = ['Failed', 'TimedOut', 'Aborted'].map((name) => path(counts, name));
  return binary('+', binary('+', failed ?? literal(0), timedOut ?? literal(0)), aborted ?? literal(0));
}

/** True in a redrive that has come since the rows were counted; an error that says what failed before. */
function isRedriven(): Expression {
  const told = concatenate([
    path(state, 'failed'),
    literal(' of '),
    path(state, 'rows'),
    literal(' rows failed; see '),
    path(state, 'results'),
  ]);
  return conditional(binary('>', redrives, path(state, 'redrives')), literal(true), call('error', told));
}
