import { taskResourceOf } from '../apis/index.ts';
import { type Expression, jsonata } from '../jsonata/index.ts';
import type {
  Assignment,
  CallNode,
  DecideNode,
  Edge,
  FailReason,
  PlanNode,
  Retry,
  UnmetCriterion,
  WaitNode,
} from '../plan.ts';
import { isAlways } from '../values/index.ts';
import { endOf, isOver, secondsLeft } from './deadlines.ts';
import type {
  Catcher,
  ChoiceRule,
  ChoiceState,
  FailState,
  Retrier,
  State,
  TaskState,
  Template,
  WaitState,
} from './definition.ts';
import { acceptedCondition, inputsTemplate, rejectedCause } from './inputs.ts';
import { ERROR, INPUT, RESULT } from './scopes.ts';
import { expressionTemplate, literalTemplate, membersTemplate } from './templates.ts';
import { testExpression } from './tests.ts';
import { type StateScope, valueExpression } from './values.ts';

const { and, binary, call, concatenate, conditional, literal, not, object, path, variable } = jsonata;

type Assign = { readonly [name: string]: Template };

/**
 * The state of a node.
 * @param partition in the ARNs of Task resources
 */
export function stateOf(node: PlanNode, partition: string): State {
  const comment = node.comment === undefined ? {} : { Comment: node.comment };
  switch (node.kind) {
    case 'accept': {
      const { schema, handed, accepted, rejected } = node;
      return {
        Type: 'Choice',
        ...comment,
        Choices: [{ Condition: acceptedCondition(handed, schema), ...leaving(accepted, INPUT), Next: accepted.to }],
        Default: rejected.to,
        ...leaving(rejected, INPUT),
      };
    }
    case 'call':
      return { Type: 'Task', ...comment, ...taskOf(node, partition) };
    case 'decide':
      return { Type: 'Choice', ...comment, ...choiceOf(node) };
    case 'wait':
      return { Type: 'Wait', ...comment, ...waitOf(node) };
    case 'pass':
      return { Type: 'Pass', ...comment, ...leaving(node.next, INPUT), Next: node.next.to };
    case 'succeed':
      return { Type: 'Succeed', ...comment, Output: membersTemplate(node.outputs, INPUT) };
    case 'fail':
      return { Type: 'Fail', ...comment, ...failOf(node.reason) };
    default:
      return node satisfies never;
  }
}

function taskOf(node: CallNode, partition: string): Omit<TaskState, 'Type'> {
  const { operation, next } = node;
  const { members, merged } = node.arguments;
  const sent = membersTemplate(members, INPUT);
  const whole =
    merged === undefined
      ? undefined
      : call(
          'merge',
          // What is said by itself comes last: it is what is sent.
          jsonata.array([valueExpression(merged, INPUT), valueExpression({ kind: 'object', members }, INPUT)]),
        );
  return {
    Resource: taskResourceOf(operation, partition),
    Arguments: whole === undefined ? sent : expressionTemplate(whole),
    TimeoutSeconds:
      node.deadlines === undefined
        ? node.timeoutSeconds
        : expressionTemplate(secondsLeft(literal(node.timeoutSeconds), node.deadlines)),
    ...(node.retry.length === 0 ? {} : { Retry: node.retry.map(retrierOf) }),
    ...(node.catch.length === 0 ? {} : { Catch: node.catch.map(({ errors, next: to }) => catcherOf(errors, to)) }),
    ...leaving(next, RESULT),
    Next: next.to,
  };
}

function retrierOf(retry: Retry): Retrier {
  return {
    ErrorEquals: retry.errors,
    IntervalSeconds: retry.intervalSeconds,
    MaxAttempts: retry.maxAttempts,
    BackoffRate: retry.backoffRate,
    ...(retry.maxDelaySeconds === undefined ? {} : { MaxDelaySeconds: retry.maxDelaySeconds }),
    ...(retry.jitter ? { JitterStrategy: 'FULL' } : {}),
  };
}

function catcherOf(errors: readonly string[], next: Edge): Catcher {
  return { ErrorEquals: errors, ...leaving(next, ERROR), Next: next.to };
}

function choiceOf(node: DecideNode): Omit<ChoiceState, 'Type'> {
  return {
    Choices: node.rules.map(({ comment, test, below, late, next }): ChoiceRule => {
      const limit = [
        ...(below === undefined ? [] : [binary('<', variable(below.variable), literal(below.limit))]),
        ...(late === undefined ? [] : [isOver(late)]),
      ];
      return {
        ...(comment === undefined ? {} : { Comment: comment }),
        Condition: expressionTemplate(and(isAlways(test) ? limit : [testExpression(test, INPUT), ...limit])),
        ...leaving(next, INPUT),
        Next: next.to,
      };
    }),
    Default: node.otherwise.to,
    ...leaving(node.otherwise, INPUT),
  };
}

function waitOf({ seconds, deadlines, next }: WaitNode): Omit<WaitState, 'Type'> {
  const time = typeof seconds === 'number' ? literal(seconds) : growing(seconds);
  const bounded = deadlines === undefined ? time : secondsLeft(time, deadlines);
  return {
    Seconds: time === bounded && typeof seconds === 'number' ? seconds : expressionTemplate(bounded),
    ...leaving(next, INPUT),
    Next: next.to,
  };
}

/** Twice as long each time, up to the longest; the count is one at the first wait. */
function growing({ variable: count, first, most }: WaitNode['seconds'] & object): Expression {
  const doubled = binary('*', literal(first), call('power', literal(2), binary('-', variable(count), literal(1))));
  return call('min', jsonata.array([literal(most), doubled]));
}

function failOf(reason: FailReason): Omit<FailState, 'Type'> {
  switch (reason.kind) {
    case 'inputsRejected':
      return { Error: 'Arazzo.InputsRejected', Cause: rejectedCause(reason.workflow, reason.handed, reason.schema) };
    case 'criteriaNotMet':
      return { Error: 'Arazzo.CriteriaNotMet', Cause: unmetCause(reason.step, reason.criteria) };
    case 'unchanged': {
      const failure = path(variable('states'), 'input');
      return {
        Error: expressionTemplate(path(failure, 'Error')),
        Cause: expressionTemplate(path(failure, 'Cause')),
      };
    }
    case 'limitReached':
    case 'ended':
      return { Error: reason.error, Cause: textTemplate(reason.cause) };
    default:
      return reason satisfies never;
  }
}

function textTemplate(text: string): string {
  const template = literalTemplate(text);
  return typeof template === 'string' ? template : '';
}

/** What a cause begins with where a criterion is the first of a step that did not hold. */
export function unmetCauseStart(step: string, criterion: string): string {
  return `${step}: ${criterion} does not hold`;
}

/** Which criteria did not hold, with what was compared as far as it may be shown. */
function unmetCause(step: string, criteria: readonly UnmetCriterion[]): string {
  const [only] = criteria;
  if (only !== undefined && criteria.length === 1) {
    const text = unmetText(only);
    if (text.kind === 'literal') return textTemplate(`${step}: ${String(text.value)}`);
    return expressionTemplate(concatenate([literal(`${unmetCauseStart(step, only.text)}: `), shownValues(only)]));
  }
  const unmet = criteria.map((each) => conditional(not(testExpression(each.test, INPUT)), unmetText(each)));
  return expressionTemplate(concatenate([literal(`${step}: `), call('join', jsonata.array(unmet), literal('; '))]));
}

function unmetText(criterion: UnmetCriterion) {
  if (criterion.shown.length === 0) return literal(`${criterion.text} does not hold`);
  return concatenate([literal(`${criterion.text} does not hold: `), shownValues(criterion)]);
}

function shownValues({ shown }: UnmetCriterion) {
  return call('string', object(shown.map(({ label, value }) => [label, valueExpression(value, INPUT)] as const)));
}

/** What a state does on the way out: it assigns, and puts nothing out where nothing behind looks at what it has. */
function leaving({ assign, drops }: Edge, scope: StateScope): { readonly Assign?: Assign; readonly Output?: Template } {
  return {
    ...(assign.length === 0 ? {} : { Assign: Object.fromEntries(assign.map((each) => assigned(each, scope))) }),
    ...(drops ? { Output: {} } : {}),
  };
}

function assigned(assignment: Assignment, scope: StateScope): readonly [string, Template] {
  const { variable: name } = assignment;
  switch (assignment.kind) {
    case 'outputs':
      return [name, membersTemplate(assignment.members, scope)];
    case 'inputs':
      return [name, inputsTemplate(assignment.members, scope)];
    case 'secret':
      return [name, expressionTemplate(secretText(assignment.key))];
    case 'forget':
      return [name, ''];
    case 'clear':
      return [name, {}];
    case 'reset':
      return [name, 0];
    case 'increment':
      return [name, expressionTemplate(binary('+', variable(name), literal(1)))];
    case 'deadline':
      return [name, expressionTemplate(endOf(assignment.milliseconds))];
    case 'return':
      return [name, literalTemplate(assignment.to)];
    default:
      return assignment satisfies never;
  }
}

/** The text of a secret that was just read, or the member of it that is meant. */
function secretText(key: string | undefined): Expression {
  const text = path(variable('states'), 'result', 'SecretString');
  return key === undefined ? text : path(call('parse', text), key);
}
