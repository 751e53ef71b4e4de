import { type Expression, jsonata } from '../jsonata/index.ts';
import {
  type Assignment,
  type CallNode,
  type DecideNode,
  type Edge,
  edgesOf,
  type FailReason,
  isOfResponse,
  type PlanNode,
  type Retry,
  readsOfNode,
  type SecretReference,
  type StepScope,
  type UnmetCriterion,
  type WaitNode,
} from '../plan/index.ts';
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
import { expressionTemplate, literalTemplate, membersTemplate } from './templates.ts';
import { testExpression } from './tests.ts';
import { type StateScope, valueExpression } from './values.ts';

const { and, binary, call, concatenate, conditional, literal, not, object, path, variable } = jsonata;

type Assign = { readonly [name: string]: Template };

/** What every node is written with. */
export interface StateContext {
  readonly nodes: ReadonlyMap<string, PlanNode>;
  /** `aws`, or another partition. */
  readonly partition: string;
}

/** The state of a node. */
export function stateOf(node: PlanNode, context: StateContext): State {
  const comment = node.comment === undefined ? {} : { Comment: node.comment };
  switch (node.kind) {
    case 'accept': {
      const assign = assignOf(node.accepted, INPUT);
      return {
        Type: 'Choice',
        ...comment,
        Choices: [
          { Condition: acceptedCondition(node.frame, node.schema), ...assign, Output: {}, Next: node.accepted.to },
        ],
        Default: node.rejected,
        // The inputs go no further, neither those that were accepted nor those that were not; only a called workflow
        // that was given parts of a response tells from it what was wrong.
        ...(readsResponse(node) ? {} : { Output: {} }),
      };
    }
    case 'call':
      return { Type: 'Task', ...comment, ...taskOf(node, context) };
    case 'decide':
      return { Type: 'Choice', ...comment, ...choiceOf(node, context) };
    case 'wait':
      return { Type: 'Wait', ...comment, ...waitOf(node) };
    case 'pass':
      return { Type: 'Pass', ...comment, ...assignOf(node.next, INPUT), Output: {}, Next: node.next.to };
    case 'succeed':
      return { Type: 'Succeed', ...comment, Output: membersTemplate(node.outputs, INPUT) };
    case 'fail':
      return { Type: 'Fail', ...comment, ...failOf(node.reason) };
    default:
      return node satisfies never;
  }
}

const RESULT: StateScope = { response: 'result' };
const INPUT: StateScope = { response: 'input' };

function taskOf(node: CallNode, context: StateContext): Omit<TaskState, 'Type'> {
  const { operation, next } = node;
  const { members, merged } = node.arguments;
  const sent = membersTemplate(members, INPUT);
  const whole =
    merged === undefined
      ? undefined
      : call(
          'merge',
          jsonata.array([valueExpression({ kind: 'map', members }, INPUT), valueExpression(merged, INPUT)]),
        );
  return {
    Resource: `arn:${context.partition}:states:::aws-sdk:${operation.service.resource}:${operation.action}`,
    Arguments: whole === undefined ? sent : expressionTemplate(whole),
    TimeoutSeconds: node.timeoutSeconds,
    ...(node.retry.length === 0 ? {} : { Retry: node.retry.map(retrierOf) }),
    ...(node.catch.length === 0
      ? {}
      : { Catch: node.catch.map(({ errors, next: to }) => catcherOf(errors, to, context)) }),
    ...assignOf(next, RESULT),
    ...(looksAtInput(context.nodes.get(next.to), context) ? {} : { Output: {} }),
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

function catcherOf(errors: readonly string[], next: Edge, context: StateContext): Catcher {
  // The Choice that looks at an error gets it as its input.
  const looks = context.nodes.get(next.to)?.kind === 'decide';
  return { ErrorEquals: errors, ...assignOf(next, RESULT), ...(looks ? {} : { Output: {} }), Next: next.to };
}

function choiceOf(node: DecideNode, context: StateContext): Omit<ChoiceState, 'Type'> {
  const handed = node.on === 'failure' || looksAtInput(node, context);
  const output = handed ? { Output: {} } : {};
  const keeps = looksAtInput(context.nodes.get(node.otherwise.to), context);
  return {
    Choices: node.rules.map(({ comment, test, below, next }): ChoiceRule => {
      const condition = testExpression(test, INPUT);
      const limit = below === undefined ? [] : [binary('<', variable(below.variable), literal(below.limit))];
      const always = test.kind === 'constant' && test.value;
      const limited = and(always ? limit : [condition, ...limit]);
      return {
        ...(comment === undefined ? {} : { Comment: comment }),
        Condition: expressionTemplate(limited),
        ...assignOf(next, INPUT),
        ...(looksThrough(next.to, context) ? {} : output),
        Next: next.to,
      };
    }),
    Default: node.otherwise.to,
    ...assignOf(node.otherwise, INPUT),
    ...(keeps ? {} : output),
  };
}

function waitOf({ seconds, next }: WaitNode): Omit<WaitState, 'Type'> {
  return {
    Seconds: typeof seconds === 'number' ? seconds : growing(seconds),
    ...assignOf(next, INPUT),
    Next: next.to,
  };
}

/** Twice as long each time, up to the longest; the count is one at the first wait. */
function growing({ variable: count, first, most }: WaitNode['seconds'] & object): string {
  const doubled = binary('*', literal(first), call('power', literal(2), binary('-', variable(count), literal(1))));
  return expressionTemplate(call('min', jsonata.array([literal(most), doubled])));
}

function failOf(reason: FailReason): Omit<FailState, 'Type'> {
  switch (reason.kind) {
    case 'inputsRejected':
      return { Error: 'Arazzo.InputsRejected', Cause: rejectedCause(reason.frame, reason.schema) };
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

/** Which criteria did not hold, with what was compared as far as it may be shown. */
function unmetCause(step: string, criteria: readonly UnmetCriterion[]): string {
  const [only] = criteria;
  if (only !== undefined && criteria.length === 1) {
    const text = unmetText(only);
    if (text.kind === 'literal') return textTemplate(`${step}: ${String(text.value)}`);
    return expressionTemplate(concatenate([literal(`${step}: ${only.text} does not hold: `), shownValues(only)]));
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

/** What is assigned on an edge; nothing where nothing that is put out is read later. */
function assignOf(edge: Edge, scope: StateScope): { readonly Assign?: Assign } {
  const assigned = edge.assign.flatMap((each) => assignmentOf(each, scope));
  return assigned.length === 0 ? {} : { Assign: Object.fromEntries(assigned) };
}

function assignmentOf(assignment: Assignment, scope: StateScope): readonly (readonly [string, Template])[] {
  switch (assignment.kind) {
    case 'outputs': {
      const members = keptOutputs(assignment.step);
      return members.length === 0 ? [] : [[assignment.step.variable, membersTemplate(members, scope)]];
    }
    case 'inputs': {
      const template = inputsTemplate(assignment.frame);
      return template === undefined ? [] : [[assignment.frame.inputsVariable, template]];
    }
    case 'secret':
      return [[assignment.reference.variable, expressionTemplate(secretText(assignment.reference))]];
    case 'forget':
      return [[assignment.reference.variable, '']];
    case 'reset':
      return [[assignment.variable, 0]];
    case 'increment':
      return [[assignment.variable, expressionTemplate(binary('+', variable(assignment.variable), literal(1)))]];
    default:
      return assignment satisfies never;
  }
}

/** The text of a secret that was just read, or the member of it that is meant. */
function secretText({ key }: SecretReference): Expression {
  const text = path(variable('states'), 'result', 'SecretString');
  return key === undefined ? text : path(call('parse', text), key);
}

/** What a step puts out and something reads, in the order of the document. */
function keptOutputs(step: StepScope) {
  return step.step.outputs.flatMap(({ name }) => {
    const value = step.outputs.get(name.value);
    return value === undefined || value === 'wrong' || !step.kept.has(name.value)
      ? []
      : [{ name: name.value, value, required: false }];
  });
}

/** Whether a node reads what the one before it hands on: a response, or an error. */
function looksAtInput(node: PlanNode | undefined, context: StateContext): boolean {
  switch (node?.kind) {
    case 'fail':
      return node.reason.kind === 'unchanged' || readsResponse(node);
    case 'accept':
      return readsResponse(node);
    case 'decide':
      return (
        readsResponse(node) ||
        edgesOf(node).some(({ to, assign }) => looksThrough(to, context) || assign.some(keepsResponse))
      );
    case 'wait':
      return looksThrough(node.next.to, context);
    default:
      return false;
  }
}

/** A Wait and a Choice hand on what they get to a called workflow that is given parts of it. */
function looksThrough(name: string, context: StateContext): boolean {
  const node = context.nodes.get(name);
  return (node?.kind === 'accept' || node?.kind === 'wait') && looksAtInput(node, context);
}

function readsResponse(node: PlanNode): boolean {
  for (const read of readsOfNode(node)) if (read.from.kind === 'response') return true;
  return false;
}

function keepsResponse(assignment: Assignment): boolean {
  return assignment.kind === 'outputs' && keptOutputs(assignment.step).some(({ value }) => isOfResponse(value));
}
