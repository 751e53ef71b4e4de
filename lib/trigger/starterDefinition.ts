import { printTaskResource } from '../../compiler/apis/index.ts';
import type { Retrier, StateMachineDefinition } from '../../compiler/index.ts';
import { type Expression, jsonata, printTemplate } from '../../compiler/jsonata/index.ts';
import { without } from '../without.ts';
import { type InputMapping, SUBSTITUTIONS } from './inputMapping.ts';
import { type ReadObject, readObjects, refusedNames } from './readObjects.ts';

const { and, array, binary, call, concatenate, conditional, exists, isOf, literal, not, object, path } = jsonata;
const { regex, variable } = jsonata;

type ChoiceState = Extract<StateMachineDefinition['States'][string], { readonly Type: 'Choice' }>;

/** What the starter is made of. */
export interface Starter {
  readonly workflowId: string;
  readonly mapping: InputMapping;
  /** Whether the mapped inputs, the state's input, may be handed to the machine; and if not, what is wrong with them. */
  readonly accepts: Expression;
  readonly complaint: Expression;
}

/** What CloudFormation replaces by the address of the dead-letter queue, beside `SUBSTITUTIONS`. */
export const QUEUE = 'DeadLetterQueueUrl';

/** Error codes of dead letters; EventBridge's own letters have others. */
export const DEAD_LETTER_CODES = {
  rejected: 'Arazzo.EventRejected',
  failedBefore: 'Arazzo.FailedBefore',
  keyReused: 'Arazzo.KeyReused',
  notStarted: 'Arazzo.NotStarted',
} as const;

const STATES = {
  keep: 'Keep the event without secrets',
  map: 'Map the detail to inputs',
  check: 'Are the inputs complete?',
  start: 'Start the execution',
  look: 'Look at the earlier execution',
  decide: 'Is it running or done?',
  bury: 'Put the event into the dead-letter queue',
  done: 'Done',
} as const;

/** An express workflow has five minutes: what doesn't work within one goes to the dead-letter queue. */
const RETRY: Retrier = {
  ErrorEquals: ['States.ALL'],
  IntervalSeconds: 1,
  MaxAttempts: 5,
  BackoffRate: 2,
  JitterStrategy: 'FULL',
};
const CALL_SECONDS = 10;
/** What fits into a message and into the input of an execution, 256 KiB, whatever the characters are. */
const MOST_CHARACTERS = 60_000;
const MOST_REASON = 2000;
const ALREADY_EXISTS = 'Sfn.ExecutionAlreadyExistsException';

/** The resource of a Task that calls an operation of an AWS service. */
export function sdk(service: string, action: string): string {
  return printTaskResource({ kind: 'sdk', service, action, pattern: 'call' });
}

const input = path(variable('states'), 'input');
const event = variable('event');

/**
 * The express state machine between EventBridge and the workflow's machine. EventBridge delivers an event at least once
 * and can't name an execution; the starter names it after the event, so that a second delivery starts nothing. What
 * can't be started is put into the dead-letter queue with the reason.
 */
export function starterDefinition({ workflowId, mapping, accepts, complaint }: Starter): StateMachineDefinition {
  const { deduplicationKey } = mapping;
  const key = deduplicationKey === undefined ? path(event, 'id') : path(event, 'detail', ...deduplicationKey);
  // A number and the text of it are two keys.
  const keyText = conditional(isOf(key, 'string'), key, call('string', array([key])));
  // Hashed: any text becomes a legal name of 64 characters, which tells nobody anything.
  const name = call('hash', keyText, literal('SHA-256'));
  // An empty or blank key would make all who have none one hire.
  const hasKey = and([
    exists(key),
    not(binary('in', key, literal([null, '']))),
    call('contains', call('string', key), regex('\\S')),
  ]);
  const missingKey = literal(`the detail has no ${deduplicationKey?.join('.') ?? 'id'}`);
  const isShort = binary('<=', call('length', call('string', input)), literal(MOST_CHARACTERS));
  const tooLong = literal(`the inputs have more than ${MOST_CHARACTERS} characters`);
  const failure = path(variable('states'), 'errorOutput');
  return {
    Comment: `Starts ${workflowId} once for each event`,
    QueryLanguage: 'JSONata',
    StartAt: STATES.keep,
    TimeoutSeconds: 290,
    States: {
      [STATES.keep]: {
        Type: 'Pass',
        Assign: {
          event: printTemplate(withoutSecrets(mapping)),
          fixed: Object.fromEntries(
            mapping.fixed.map(({ input }, index) => [input, `\${${SUBSTITUTIONS.fixed(index)}}`]),
          ),
          executions: `\${${SUBSTITUTIONS.executions}}`,
        },
        Next: STATES.map,
      },
      [STATES.map]: {
        Type: 'Pass',
        Output: printTemplate(mapped(mapping)),
        Next: STATES.check,
      },
      [STATES.check]: {
        Type: 'Choice',
        Choices: [
          {
            Condition: printTemplate(and([isShort, accepts, hasKey])),
            Next: STATES.start,
            // With a key of their own two hires may have one by mistake: then the input tells.
            ...(deduplicationKey === undefined ? {} : { Assign: { inputs: printTemplate(input) } }),
          },
        ],
        Default: STATES.bury,
        Assign: {
          code: DEAD_LETTER_CODES.rejected,
          reason: printTemplate(conditional(isShort, conditional(hasKey, complaint, missingKey), tooLong)),
        },
      },
      [STATES.start]: {
        Type: 'Task',
        Resource: sdk('sfn', 'startExecution'),
        Arguments: {
          StateMachineArn: `\${${SUBSTITUTIONS.machine}}`,
          Name: printTemplate(name),
          Input: printTemplate(call('string', input)),
        },
        TimeoutSeconds: CALL_SECONDS,
        // Starting is idempotent by name, so every error may be retried but the one that says that it was started.
        Retry: [{ ErrorEquals: [ALREADY_EXISTS], MaxAttempts: 0 }, RETRY],
        Catch: [
          { ErrorEquals: [ALREADY_EXISTS], Next: STATES.look },
          {
            ErrorEquals: ['States.ALL'],
            Assign: {
              code: DEAD_LETTER_CODES.notStarted,
              reason: printTemplate(
                concatenate([literal('the execution could not be started: '), path(failure, 'Error')]),
              ),
            },
            Next: STATES.bury,
          },
        ],
        Output: {},
        Next: STATES.done,
      },
      [STATES.look]: {
        Type: 'Task',
        Resource: sdk('sfn', 'describeExecution'),
        Arguments: {
          ExecutionArn: printTemplate(concatenate([variable('executions'), name])),
          ...(deduplicationKey === undefined ? { IncludedData: 'METADATA_ONLY' } : {}),
        },
        TimeoutSeconds: CALL_SECONDS,
        Retry: [RETRY],
        Catch: [
          {
            ErrorEquals: ['States.ALL'],
            Assign: {
              code: DEAD_LETTER_CODES.notStarted,
              reason: printTemplate(
                concatenate([literal('the earlier execution could not be looked at: '), path(failure, 'Error')]),
              ),
            },
            Next: STATES.bury,
          },
        ],
        Next: STATES.decide,
      },
      [STATES.decide]: {
        Type: 'Choice',
        Choices: [
          ...(deduplicationKey === undefined ? [] : [keyReused(deduplicationKey, name)]),
          {
            Condition: printTemplate(
              binary('in', path(input, 'Status'), literal(['RUNNING', 'SUCCEEDED', 'PENDING_REDRIVE'])),
            ),
            Next: STATES.done,
          },
        ],
        Default: STATES.bury,
        Assign: {
          code: DEAD_LETTER_CODES.failedBefore,
          reason: printTemplate(
            concatenate([
              variable('executions'),
              name,
              literal(' failed before ('),
              path(input, 'Status'),
              literal('): redrive it, or send the event under a new key'),
            ]),
          ),
        },
      },
      [STATES.bury]: {
        Type: 'Task',
        Resource: sdk('sqs', 'sendMessage'),
        Arguments: {
          QueueUrl: `\${${QUEUE}}`,
          MessageBody: printTemplate(letter()),
          // The names that EventBridge gives the attributes of its own dead letters.
          MessageAttributes: {
            ERROR_CODE: { DataType: 'String', StringValue: printTemplate(variable('code')) },
            ERROR_MESSAGE: {
              DataType: 'String',
              StringValue: printTemplate(call('substring', variable('reason'), literal(0), literal(MOST_REASON))),
            },
          },
        },
        TimeoutSeconds: CALL_SECONDS,
        Retry: [RETRY],
        Output: {},
        Next: STATES.done,
      },
      [STATES.done]: { Type: 'Succeed', Output: {} },
    },
  };
}

/** Another hire had this key: neither of them may be lost. */
function keyReused(deduplicationKey: readonly string[], name: Expression): ChoiceState['Choices'][number] {
  return {
    Condition: printTemplate(not(binary('=', call('parse', path(input, 'Input')), variable('inputs')))),
    Assign: {
      code: DEAD_LETTER_CODES.keyReused,
      reason: printTemplate(
        concatenate([
          variable('executions'),
          name,
          literal(` was started for other inputs: ${deduplicationKey.join('.')} has to tell one hire from another`),
        ]),
      ),
    },
    Next: STATES.bury,
  };
}

/** The event as the text of a message; without its detail where that is too long for one. */
function letter(): Expression {
  const text = call('string', event);
  const others = without(event, ['detail']);
  const leftOut = object([['detail', literal('left out, since it is too long: the archive has the event by its id')]]);
  const isShort = binary('<=', call('length', text), literal(MOST_CHARACTERS));
  return conditional(isShort, text, call('string', call('merge', array([others, leftOut]))));
}

/** The event as it came, but for members of its detail, and of the objects that inputs are read from, that it must not have. */
function withoutSecrets(mapping: InputMapping): Expression {
  const detail = withoutRefused(readObjects(mapping), path(input, 'detail'), mapping.secrets);
  return call('merge', array([without(input, ['detail']), object([['detail', detail]])]));
}

/** An object without the members that it must not have; what is no object is left as it is. */
function withoutRefused(of: ReadObject, value: Expression, secrets: readonly string[]): Expression {
  const inner = [...of.members].flatMap(([name, member]) =>
    member === undefined ? [] : [[name, withoutRefused(member, path(value, name), secrets)] as const],
  );
  const names = [...refusedNames(of, secrets), ...inner.map(([name]) => name)];
  const kept = without(value, names);
  return conditional(
    isOf(value, 'object'),
    inner.length === 0 ? kept : call('merge', array([kept, object(inner)])),
    value,
  );
}

/** The inputs: what the detail has, and what is the same for every event. */
function mapped({ fromDetail }: InputMapping): Expression {
  const members = fromDetail.map(({ input, path: names }) => [input, path(event, 'detail', ...names)] as const);
  return call('merge', array([object(members), variable('fixed')]));
}
