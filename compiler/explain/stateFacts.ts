import { throttlingErrors } from '../apis/index.ts';
import {
  type CallNode,
  type DecideNode,
  edgesOf,
  type FailReason,
  type Frame,
  isCertain,
  type MapMember,
  type Owner,
  type Plan,
  type PlanNode,
  type StepScope,
  sentToken,
} from '../plan/index.ts';
import type {
  Assigned,
  CalledWorkflow,
  CallFacts,
  Condition,
  DecideFacts,
  FailFacts,
  Repeatable,
  StateFacts,
} from './facts.ts';
import { acceptedInputs } from './inputs.ts';
import { printTest } from './printTest.ts';
import { printValue } from './printValue.ts';
import { sentMembers, sourceOf } from './sentMembers.ts';

/** What each state of a machine does, in the order of its definition. */
export function stateFacts(plan: Plan): readonly StateFacts[] {
  const frames = framesOf(plan.frame);
  return [...plan.nodes.values()].map((node) => {
    const owner = plan.owners.get(node.name);
    const frame = owner === undefined ? plan.frame : isStep(owner) ? frames.of.get(owner) : owner;
    return {
      state: node.name,
      ...(owner !== undefined && isStep(owner) ? { step: owner.step.id.value } : {}),
      ...(node.kind === 'call' && node.comment !== undefined ? { description: node.comment } : {}),
      within: frames.within.get(frame ?? plan.frame) ?? [],
      ...factsOf(node, plan),
    };
  });
}

type Own<T> = T extends StateFacts ? Omit<T, 'state' | 'step' | 'description' | 'within'> : never;

function factsOf(node: PlanNode, plan: Plan): Own<StateFacts> {
  switch (node.kind) {
    case 'accept':
      return {
        kind: 'accept',
        inputs: acceptedInputs(node.frame, node.schema.properties),
        given: [...(node.frame.given ?? [])].map(([name, value]) => ({
          ...assigned({ name, value }),
          from: sourceOf(value, node.frame.secrets.has(name)),
        })),
        accepted: node.accepted.to,
        rejected: node.rejected,
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
  return {
    kind: 'call',
    service: operation.service.resource,
    serviceId: operation.service.serviceId,
    operation: operation.name,
    action: operation.action,
    sends: sentMembers(operation, node.arguments),
    timeoutSeconds: node.timeoutSeconds,
    retries: node.retry.map(({ errors, why, maxAttempts, intervalSeconds, backoffRate, maxDelaySeconds }) => ({
      errors,
      why,
      maxAttempts,
      intervalSeconds,
      backoffRate,
      ...(maxDelaySeconds === undefined ? {} : { maxDelaySeconds }),
    })),
    repeatable: repeatableOf(node),
    namesThrottling: throttlingErrors(operation.service).length > 0,
    caught: node.catch.map(({ errors, next }) => ({ errors, to: next.to })),
    outputs: keptOutputs(node, plan).map(assigned),
    next: node.next.to,
  };
}

function repeatableOf({ operation, arguments: sent }: CallNode): Repeatable {
  if (operation.readOnly) return { kind: 'reads' };
  const member = sentToken(operation, sent);
  if (member !== undefined) return { kind: 'token', member };
  const level = operation.iam.find(({ accessLevel }) => accessLevel !== 'Read' && accessLevel !== 'List')?.accessLevel;
  return { kind: 'no', ...(level === undefined ? {} : { accessLevel: level }) };
}

function decideFacts({ on, rules, otherwise }: DecideNode): Own<DecideFacts> {
  return {
    kind: 'decide',
    on,
    rules: rules.map(({ comment, test, below, next }) => ({
      ...(comment === undefined ? {} : { action: comment }),
      ...(test.kind === 'constant' && test.value ? {} : { when: conditionOf(test) }),
      ...(below === undefined ? {} : { atMost: below.limit }),
      to: next.to,
    })),
    otherwise: otherwise.to,
  };
}

function conditionOf(test: Parameters<typeof printTest>[0]): Condition {
  return { text: printTest(test, 'document'), short: printTest(test, 'short') };
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

function assigned({ name, value }: Pick<MapMember, 'name' | 'value'>): Assigned {
  return { name, from: printValue(value, 'document'), mayBeMissing: !isCertain(value) };
}

/** What a call puts out and something reads: assigned behind it, or behind the Choice that looks at its response. */
function keptOutputs({ next }: CallNode, { nodes }: Plan): readonly Pick<MapMember, 'name' | 'value'>[] {
  const after = nodes.get(next.to);
  const edges = after?.kind === 'decide' && after.on === 'response' ? [next, ...edgesOf(after)] : [next];
  const steps = new Set(
    edges.flatMap(({ assign }) => assign.flatMap((each) => (each.kind === 'outputs' ? [each.step] : []))),
  );
  return [...steps].flatMap((step) =>
    step.step.outputs.flatMap(({ name }) => {
      const value = step.outputs.get(name.value);
      const kept = step.kept.has(name.value) && value !== undefined && value !== 'wrong';
      return kept ? [{ name: name.value, value }] : [];
    }),
  );
}

function isStep(owner: Owner): owner is StepScope {
  return 'step' in owner;
}

/** Every frame of a machine with the workflows around it, and the frame of every step. */
function framesOf(root: Frame): {
  readonly within: ReadonlyMap<Frame, readonly CalledWorkflow[]>;
  readonly of: ReadonlyMap<StepScope, Frame>;
} {
  const within = new Map<Frame, readonly CalledWorkflow[]>([[root, []]]);
  const of = new Map<StepScope, Frame>();
  // A map is walked in the order in which it is filled: what is found is visited, too.
  for (const [frame, around] of within) {
    const inner = [...frame.before];
    for (const step of frame.order) {
      of.set(step, frame);
      inner.push(...(step.called === undefined ? [] : [step.called]), ...step.jumps.values());
    }
    for (const each of inner)
      within.set(each, [...around, { prefix: each.prefix, workflowId: each.workflow.id.value }]);
  }
  return { within, of };
}
