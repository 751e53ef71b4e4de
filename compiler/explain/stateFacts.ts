import { callErrors, serviceOf } from '../apis/index.ts';
import { addressOf } from '../connections.ts';
import {
  type AcceptNode,
  type CallNode,
  type Deadline,
  type DecideNode,
  edgesOf,
  type FailReason,
  type KeptInput,
  type ObjectMember,
  type Plan,
  type PlanNode,
} from '../plan.ts';
import { isAlways, isCertain } from '../values/index.ts';
import type { Assigned, CallFacts, Condition, DecideFacts, FailFacts, Repeatable, StateFacts } from './facts.ts';
import { printTest, printValue } from './print.ts';
import { sentMembers, sourceOf } from './sentMembers.ts';

/** What each state of a machine does, in the order of its definition. */
export function stateFacts(plan: Plan): readonly StateFacts[] {
  return [...plan.nodes.values()].map((node) => ({
    state: node.name,
    ...(node.owner.step === undefined ? {} : { step: node.owner.step }),
    ...(node.kind === 'call' && node.comment !== undefined ? { description: node.comment } : {}),
    within: node.owner.within,
    ...factsOf(node, plan),
  }));
}

type Own<T> = T extends StateFacts ? Omit<T, 'state' | 'step' | 'description' | 'within'> : never;

function factsOf(node: PlanNode, plan: Plan): Own<StateFacts> {
  switch (node.kind) {
    case 'accept':
      return {
        kind: 'accept',
        inputs: node.inputs,
        given: givenTo(node, plan),
        accepted: node.accepted.to,
        rejected: node.rejected.to,
      };
    case 'call':
      return callFacts(node, plan);
    case 'decide':
      return decideFacts(node);
    case 'wait': {
      const { seconds } = node;
      const time = typeof seconds === 'number' ? seconds : { first: seconds.first, most: seconds.most };
      return { kind: 'wait', seconds: time, next: node.next.to };
    }
    case 'pass':
      return { kind: 'start', next: node.next.to };
    case 'succeed':
      return { kind: 'succeed', outputs: node.outputs.map(assigned) };
    case 'fail':
      return failFacts(node.reason);
    default:
      return node satisfies never;
  }
}

function callFacts(node: CallNode, plan: Plan): Own<CallFacts> {
  const { operation } = node;
  const service = serviceOf(operation);
  return {
    kind: 'call',
    service: service.resource,
    serviceId: service.title,
    operation: operation.name,
    action: operation.action,
    ...(operation.kind === 'http' ? { request: { method: operation.method, address: addressOf(node) } } : {}),
    sends: sentMembers(operation, node.arguments),
    timeoutSeconds: node.timeoutSeconds,
    ...(node.deadlines === undefined
      ? {}
      : { deadlines: node.deadlines.map(({ step, milliseconds }) => ({ step, seconds: milliseconds / 1000 })) }),
    retries: node.retry.map(({ errors, why, maxAttempts, intervalSeconds, backoffRate, maxDelaySeconds }) => ({
      errors,
      why,
      maxAttempts,
      intervalSeconds,
      backoffRate,
      ...(maxDelaySeconds === undefined ? {} : { maxDelaySeconds }),
    })),
    repeatable: repeatableOf(node),
    namesThrottling: callErrors(operation).throttling.length > 0,
    caught: node.catch.map(({ errors, next }) => ({ errors, to: next.to })),
    outputs: keptOutputs(node, plan).map(assigned),
    next: node.next.to,
  };
}

function repeatableOf({ operation, token }: CallNode): Repeatable {
  if (operation.readOnly) return { kind: 'reads' };
  if (token !== undefined) return { kind: 'token', member: token };
  const level =
    operation.kind === 'http'
      ? undefined
      : operation.iam.find(({ accessLevel }) => accessLevel !== 'Read' && accessLevel !== 'List')?.accessLevel;
  return { kind: 'no', ...(level === undefined ? {} : { accessLevel: level }) };
}

function decideFacts({ on, rules, otherwise }: DecideNode): Own<DecideFacts> {
  return {
    kind: 'decide',
    on,
    rules: rules.map(({ comment, test, below, late, usedUp, next }) => ({
      ...(comment === undefined ? {} : { action: comment }),
      ...(isAlways(test) ? {} : { when: conditionOf(test) }),
      ...(late === undefined ? {} : { when: tooLate(late) }),
      ...(below === undefined ? {} : { atMost: below.limit }),
      ...(usedUp === undefined ? {} : { usedUp }),
      to: next.to,
    })),
    otherwise: otherwise.to,
  };
}

function conditionOf(test: Parameters<typeof printTest>[0]): Condition {
  return { text: printTest(test, 'document'), short: printTest(test, 'short') };
}

function tooLate({ step, milliseconds }: Deadline): Condition {
  const seconds = milliseconds / 1000;
  return { text: `\`${step}\` has taken ${seconds} s`, short: `over ${seconds} s` };
}

function failFacts(reason: FailReason): Own<FailFacts> {
  switch (reason.kind) {
    case 'inputsRejected':
      return { kind: 'fail', error: 'Arazzo.InputsRejected', because: 'the inputs are not what the workflow says' };
    case 'criteriaNotMet': {
      const criteria = reason.criteria.map(({ text }) => text).join('; ');
      return { kind: 'fail', error: 'Arazzo.CriteriaNotMet', because: `a criterion does not hold: ${criteria}` };
    }
    case 'unchanged':
      return { kind: 'fail', because: 'no action of the document handles this error' };
    case 'limitReached':
    case 'ended':
      return { kind: 'fail', error: reason.error, because: reason.cause };
    default:
      return reason satisfies never;
  }
}

/** What a called workflow is handed, of a secret only where it comes from; to a shared one by each place that runs it. */
function givenTo({ handed, inputs }: AcceptNode, plan: Plan): readonly Assigned[] {
  switch (handed.kind) {
    case 'execution':
      return [];
    case 'given': {
      const secrets = new Set(inputs.flatMap(({ name, mark }) => (mark === 'secret' ? [name] : [])));
      return handed.members.map((member) => ({
        ...assigned(member),
        from: sourceOf(member.value, secrets.has(member.name)),
      }));
    }
    case 'variable': {
      const all = handedBy(handed.variable, plan);
      return inputs.flatMap(({ name }) => {
        const given = all.flat().flatMap((member) => (member.name === name ? [assigned(member)] : []));
        if (given.length === 0) return [];
        const from = [...new Set(given.map((each) => each.from))].join(' or ');
        const mayBeMissing = given.length < all.length || given.some((each) => each.mayBeMissing);
        return [{ name, from, mayBeMissing }];
      });
    }
    default:
      return handed satisfies never;
  }
}

/** The inputs that each place hands to a shared workflow. */
function handedBy(variable: string, { nodes }: Plan): readonly (readonly KeptInput[])[] {
  return [...nodes.values()].flatMap((node) =>
    edgesOf(node).flatMap(({ assign }) =>
      assign.flatMap((each) => (each.kind === 'inputs' && each.variable === variable ? [each.members] : [])),
    ),
  );
}

function assigned({ name, value }: Pick<ObjectMember, 'name' | 'value'>): Assigned {
  return { name, from: printValue(value, 'document'), mayBeMissing: !isCertain(value) };
}

/** What a call puts out and something reads: assigned behind it, or behind the Choice that looks at its response. */
function keptOutputs({ next }: CallNode, { nodes }: Plan): readonly ObjectMember[] {
  const after = nodes.get(next.to);
  const edges = after?.kind === 'decide' && after.on === 'response' ? [next, ...edgesOf(after)] : [next];
  const variables = new Map<string, readonly ObjectMember[]>();
  for (const { assign } of edges)
    for (const each of assign) if (each.kind === 'outputs') variables.set(each.variable, each.members);
  return [...variables.values()].flat();
}
