import type { Retrier, StateMachineDefinition } from '../../compiler/index.ts';
import { type Expression, jsonata, jsonIn, printTemplate, withReader } from '../../compiler/jsonata/index.ts';
import { SUBSTITUTIONS } from '../trigger/inputMapping.ts';
import type { InputsCheck } from '../trigger/inputsCheck.ts';
import { sdk } from '../trigger/starterDefinition.ts';
import type { Columns } from './columns.ts';
import { hasKey, inputOf, nameOf } from './rowInput.ts';

const { and, array, binary, call, concatenate, conditional, equal, exists, literal, object, path, variable } = jsonata;

/** Errors of rows and files that start nothing. */
export const ERRORS = { row: 'Arazzo.RowRejected', file: 'Arazzo.FileRejected' } as const;

/** Step Functions' own API is asked again, for some minutes. */
export const RETRY: Retrier = {
  ErrorEquals: ['States.ALL'],
  IntervalSeconds: 2,
  MaxAttempts: 8,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
  JitterStrategy: 'FULL',
};
export const CALL_SECONDS = 30;

/** How soon an execution is looked at again, in seconds: soon at first. */
const SOONEST = 5;
const LATEST = 300;

type States = StateMachineDefinition['States'];

/** The resource of a Task that calls Step Functions' own API. */
export function sfn(action: string): string {
  return sdk('sfn', action);
}

const state = path(variable('states'), 'input');
const row = path(state, 'item');
const attempt = variable('attempt');
/** The execution of this attempt: the first one has the name alone. */
const execution = concatenate([
  variable('execution'),
  conditional(binary('>', attempt, literal(1)), concatenate([literal('-'), attempt]), literal('')),
]);
const executionArn = concatenate([variable('executions'), execution]);

/**
 * What becomes of one row, as a machine of its own: its input is checked, and its execution started and watched to the end.
 * One that is there already is taken as it is, or redriven where it failed at a Task; one that ended in a Fail state is
 * started again under the next name.
 * @param check of the input that a row gives
 * @param format stands in the names of the states, of which a machine has each once
 * @param isText whether every value is a text, as in CSV
 */
export function rowStates(
  columns: Columns,
  { accepts, complaint }: InputsCheck,
  format: string,
  isText: boolean,
): Pick<StateMachineDefinition, 'StartAt' | 'States'> {
  const named = (name: string): string => `${name} (${format})`;
  const READ = named('Read the row');
  const CHECK = named('Is the row complete?');
  const START = named('Start the execution');
  const WAIT = named('Wait for the execution');
  const LOOK = named('Look at the execution');
  const DECIDE = named('How does it stand?');
  const WHY = named('Look where it failed');
  const AGAIN = named('Can it be redriven?');
  const REDRIVE = named('Redrive the execution');
  const DONE = named('Done');
  const FAILED = named('Failed');
  const REJECT = named('Reject the row');
  const SKIP = named('Skip an empty row');
  // Nothing but what every row has.
  const isEmpty = equal(call('count', call('keys', state)), literal(columns.mapping.fixed.length));
  const status = path(state, 'Status');
  const next = { attempt: printTemplate(binary('+', attempt, literal(1))), ours: false };
  const secrets = variable('secrets');
  const wrong = conditional(
    equal(secrets, literal('')),
    conditional(
      hasKey(columns, state),
      complaint,
      literal(`${columns.key} is missing or blank, and tells this row from the others`),
    ),
    concatenate([literal('a file may not hold secrets, and this row has '), secrets]),
  );
  const states: States = {
    [READ]: {
      Type: 'Pass',
      Assign: {
        row: printTemplate(path(state, 'row')),
        secrets: printTemplate(path(state, 'secrets')),
        executions: printTemplate(path(state, 'executions')),
        attempt: 1,
        ours: false,
        pause: SOONEST,
      },
      Output: printTemplate(call('merge', array([inputOf(columns, row, isText), path(state, 'fixed')]))),
      Next: CHECK,
    },
    [CHECK]: {
      Type: 'Choice',
      Choices: [
        { Condition: printTemplate(isEmpty), Next: SKIP },
        {
          Condition: printTemplate(and([equal(secrets, literal('')), hasKey(columns, state), accepts])),
          Assign: { input: printTemplate(state), execution: printTemplate(nameOf(columns, state)) },
          Next: START,
        },
      ],
      Assign: { reason: printTemplate(wrong) },
      Default: REJECT,
    },
    [START]: {
      Type: 'Task',
      Resource: sfn('startExecution'),
      Arguments: {
        StateMachineArn: `\${${SUBSTITUTIONS.machine}}`,
        Name: printTemplate(execution),
        Input: printTemplate(call('string', variable('input'))),
      },
      TimeoutSeconds: CALL_SECONDS,
      Retry: [{ ErrorEquals: ['Sfn.ExecutionAlreadyExistsException'], MaxAttempts: 0 }, RETRY],
      Catch: [{ ErrorEquals: ['Sfn.ExecutionAlreadyExistsException'], Output: {}, Next: LOOK }],
      Assign: { ours: true },
      Output: {},
      Next: WAIT,
    },
    [WAIT]: {
      Type: 'Wait',
      Seconds: printTemplate(variable('pause')),
      Assign: {
        pause: printTemplate(
          call('min', array([literal(LATEST), call('ceil', binary('*', variable('pause'), literal(1.5)))])),
        ),
      },
      Next: LOOK,
    },
    [LOOK]: {
      Type: 'Task',
      Resource: sfn('describeExecution'),
      Arguments: { ExecutionArn: printTemplate(executionArn) },
      TimeoutSeconds: CALL_SECONDS,
      Retry: [RETRY],
      Next: DECIDE,
    },
    [DECIDE]: {
      Type: 'Choice',
      Choices: [
        { Condition: printTemplate(binary('in', status, literal(['RUNNING', 'PENDING_REDRIVE']))), Next: WAIT },
        { Condition: printTemplate(equal(status, literal('SUCCEEDED'))), Next: DONE },
        { Condition: printTemplate(variable('ours')), Next: FAILED },
      ],
      Default: WHY,
    },
    [WHY]: {
      Type: 'Task',
      Resource: sfn('getExecutionHistory'),
      Arguments: {
        ExecutionArn: printTemplate(executionArn),
        ReverseOrder: true,
        MaxResults: 2,
        IncludeExecutionData: false,
      },
      TimeoutSeconds: CALL_SECONDS,
      Retry: [RETRY],
      Next: AGAIN,
    },
    [AGAIN]: {
      Type: 'Choice',
      Choices: [
        {
          Condition: printTemplate(binary('in', literal('FailStateEntered'), path(state, 'Events', 'Type'))),
          Assign: next,
          Next: START,
        },
      ],
      Default: REDRIVE,
    },
    [REDRIVE]: {
      Type: 'Task',
      Resource: sfn('redriveExecution'),
      Arguments: { ExecutionArn: printTemplate(executionArn) },
      TimeoutSeconds: CALL_SECONDS,
      Retry: [{ ErrorEquals: ['Sfn.ExecutionNotRedrivableException'], MaxAttempts: 0 }, RETRY],
      Catch: [{ ErrorEquals: ['Sfn.ExecutionNotRedrivableException'], Assign: next, Output: {}, Next: START }],
      Assign: { ours: true },
      Output: {},
      Next: WAIT,
    },
    [DONE]: {
      Type: 'Succeed',
      Output: {
        row: printTemplate(variable('row')),
        execution: printTemplate(execution),
        status: printTemplate(status),
        outputs: printTemplate(withReader(orEmpty(jsonIn(path(state, 'Output'))))),
      },
    },
    [FAILED]: {
      Type: 'Fail',
      Error: printTemplate(orElse(path(state, 'Error'), status)),
      Cause: printTemplate(concatenate([execution, literal(': '), orElse(path(state, 'Cause'), status)])),
    },
    [REJECT]: { Type: 'Fail', Error: ERRORS.row, Cause: printTemplate(variable('reason')) },
    [SKIP]: { Type: 'Succeed', Output: { row: printTemplate(variable('row')), status: 'EMPTY' } },
  };
  return { StartAt: READ, States: states };
}

function orElse(value: Expression, otherwise: Expression): Expression {
  return conditional(exists(value), value, otherwise);
}

function orEmpty(value: Expression): Expression {
  return orElse(value, object([]));
}
