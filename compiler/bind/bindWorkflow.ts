import type { Operation } from '../apis/index.ts';
import type { Step, Text } from '../arazzo/index.ts';
import { diagnostic } from '../diagnostics/index.ts';
import type { Context, Frame, FrameStep } from '../frames/index.ts';
import { placeOf } from '../source/index.ts';
import { type CallArguments, failureIn, isNever, type ObjectMember, type Run, type Value } from '../values/index.ts';
import { bindCall } from './bindCall.ts';
import { bindCondition } from './bindCondition.ts';
import { bindActions, bindCriteria } from './bindDecisions.ts';
import type { Binder } from './binder.ts';
import { bindGiven, sameNamed } from './bindGiven.ts';
import { bindNode } from './bindNode.ts';
import type { BoundRun, BoundStep, BoundWorkflow } from './bound.ts';
import { bindHttpCall } from './http/bindHttpCall.ts';
import { Marks } from './marks.ts';
import type { Scope, WorkflowScope } from './scope.ts';

/** Binds workflows, each once. */
export function workflowBinder(context: Context): (frame: Frame) => BoundWorkflow {
  const known = new Map<Frame, BoundWorkflow>();
  const workflow = (frame: Frame): BoundWorkflow => {
    const bound = known.get(frame) ?? bindWorkflow(frame, binder);
    known.set(frame, bound);
    return bound;
  };
  const silent = makeBinder(context, () => undefined, workflow);
  const binder = makeBinder(context, (found) => context.report(found), workflow, silent);
  return workflow;
}

function makeBinder(
  context: Context,
  report: Context['report'],
  workflow: Binder['workflow'],
  silent?: Binder,
): Binder {
  const binder: Binder = {
    options: context.options,
    report,
    get errors() {
      return context.errors;
    },
    node: (node, scope) => bindNode(node, scope, binder),
    condition: bindCondition,
    workflow,
    get silent() {
      return silent ?? binder;
    },
    following: { open: new Set(), count: 0 },
  };
  return binder;
}

/** Binds every step of a workflow: arguments, outputs, criteria, actions; and what the workflow puts out. */
function bindWorkflow(frame: Frame, binder: Binder): BoundWorkflow {
  const { errors } = binder;
  const marks = new Marks();
  for (const name of frame.inputs.secrets) marks.mark({ kind: 'input', via: [], name }, 'secret');
  const workflow: WorkflowScope = {
    frame,
    marks,
    output: outputsOf(frame, () => workflow, binder),
    request: requestsOf(() => workflow, binder),
  };
  const run = (at: Run, given: ReadonlyMap<string, Value>, called: Frame): BoundRun => {
    const bound = { workflow: binder.workflow(called), given };
    marks.add(at, bound);
    return bound;
  };
  const before = frame.before.map((first, index) => run({ before: index }, sameNamed(workflow, first, binder), first));
  const runs = new Map<FrameStep, BoundStep['runs']>();
  for (const step of frame.order) {
    const bound = bindRuns(step, workflow, run, binder);
    if (bound !== undefined) runs.set(step, bound);
  }
  const outputs = new Map(frame.order.map((step) => [step, bindOutputs(step, workflow, binder)] as const));
  const ends = frame.workflow.outputs.flatMap(({ name, value }) =>
    member(name.value, binder.node(value, { workflow, phase: 'end' })),
  );
  const steps = frame.order.flatMap((step): BoundStep[] => {
    if (step.runs.kind === 'unknown') return [];
    const { criteria, whenFailed } = bindCriteria(step, workflow, binder);
    const goesOn = !isNever(whenFailed);
    const onSuccess = bindActions(step.step.onSuccess, goesOn ? 'error' : 'success', step, workflow, binder);
    const onFailure = bindActions(step.step.onFailure, 'failure', step, workflow, binder);
    const answered = outputs.get(step) ?? [];
    const outputsWhenFailed = bindOutputsWhenFailed(step, answered, goesOn, workflow, binder);
    const bound = runs.get(step);
    if (bound === undefined) return [];
    return [
      { of: step, runs: bound, criteria, whenFailed, onSuccess, onFailure, outputs: answered, outputsWhenFailed },
    ];
  });
  const called = [
    ...marks.runs.values(),
    ...steps.flatMap(({ onSuccess, onFailure }) => [...onSuccess, ...onFailure].flatMap((action) => action.run ?? [])),
  ];
  return {
    frame,
    before,
    steps,
    outputs: ends,
    runs: marks.runs,
    secrets: marks.secrets,
    personal: marks.personal,
    wrong: frame.broken || binder.errors > errors || called.some((each) => each.workflow.wrong),
  };
}

function bindRuns(
  step: FrameStep,
  workflow: WorkflowScope,
  run: (at: Run, given: ReadonlyMap<string, Value>, called: Frame) => BoundRun,
  binder: Binder,
): BoundStep['runs'] | undefined {
  const { runs } = step;
  const scope = { workflow, step, phase: 'request' } as const;
  switch (runs.kind) {
    case 'operation': {
      const bound = workflow.request(step);
      return bound === undefined ? undefined : { kind: 'call', operation: runs.operation, arguments: bound };
    }
    case 'workflow': {
      const given = bindGiven(step.step.parameters, runs.frame, scope, runs.text.node, binder);
      return { kind: 'workflow', run: run({ step: step.step.id.value }, given, runs.frame) };
    }
    case 'unknown':
      return undefined;
    default:
      return runs satisfies never;
  }
}

function bindArguments(
  step: Step,
  operation: Operation,
  text: Text,
  scope: Scope,
  binder: Binder,
): CallArguments | undefined {
  switch (operation.kind) {
    case 'aws':
      return bindCall(step, operation, text, scope, binder);
    case 'http':
      return bindHttpCall(step, operation, text, scope, binder);
    default:
      return operation satisfies never;
  }
}

/** What the call of each step sends, bound when it is first asked for: outputs may tell of it. */
function requestsOf(workflow: () => WorkflowScope, binder: Binder): WorkflowScope['request'] {
  const known = new Map<FrameStep, CallArguments | undefined>();
  return (step) => {
    const { runs } = step;
    if (known.has(step) || runs.kind !== 'operation') return known.get(step);
    // One that reads its own address by way of others meets this and ends there.
    known.set(step, undefined);
    const scope = { workflow: workflow(), step, phase: 'request' } as const;
    known.set(step, bindArguments(step.step, runs.operation, runs.text, scope, binder));
    return known.get(step);
  };
}

/** What each output of a step comes to, bound when it is first asked for: steps may read each other's in any order. */
function outputsOf(frame: Frame, workflow: () => WorkflowScope, binder: Binder): WorkflowScope['output'] {
  const known = new Map<FrameStep, Map<string, Value | 'wrong'>>(frame.order.map((step) => [step, new Map()] as const));
  return (step, name) => {
    const outputs = known.get(step);
    const bound = outputs?.get(name);
    if (bound !== undefined) return bound === 'wrong' ? undefined : bound;
    const output = step.step.outputs.find((each) => each.name.value === name);
    if (outputs === undefined || output === undefined) return undefined;
    // An output that reads itself by way of others meets this mark and ends there.
    outputs.set(name, 'wrong');
    const value = binder.node(output.value, { workflow: workflow(), step, phase: 'response' });
    if (value !== undefined) outputs.set(name, value);
    return value;
  };
}

/** All outputs of a step, also those that nothing reads. */
function bindOutputs(step: FrameStep, workflow: WorkflowScope, binder: Binder): readonly ObjectMember[] {
  return step.step.outputs.flatMap(({ name, value }) => {
    if (name.value === '__proto__') {
      binder.report(
        diagnostic(
          'name-not-possible',
          placeOf(value),
          'JSONata has no way to make a member of the name `__proto__`',
          'Give the output another name.',
        ),
      );
    }
    return step.runs.kind === 'unknown' ? [] : member(name.value, workflow.output(step, name.value));
  });
}

/**
 * The outputs of a step whose call failed and which has succeeded all the same; one that reads an error which no such step
 * can have is reported.
 */
function bindOutputsWhenFailed(
  at: FrameStep,
  answered: readonly ObjectMember[],
  goesOn: boolean,
  workflow: WorkflowScope,
  binder: Binder,
): readonly ObjectMember[] {
  const { step } = at;
  if (at.runs.kind !== 'operation') return [];
  const readsError = new Set(answered.flatMap(({ name, value }) => (value.kind === 'nothing' ? [name] : [])));
  return step.outputs.flatMap(({ name, value: written }) => {
    if (!goesOn && !readsError.has(name.value)) return [];
    const value = binder.silent.node(written, { workflow, step: at, phase: 'failed' });
    if (value === undefined || value.kind === 'nothing') return [];
    if (goesOn) return [{ name: name.value, value, required: false }];
    if (failureIn(value))
      binder.report(
        diagnostic(
          'expression-not-here',
          placeOf(written),
          `\`${name.value}\` reads the error of a call, and where the call fails, so does \`${step.id.value}\`: it puts nothing out`,
          'Let its `successCriteria` hold for the error, for example by `$statusCode == 200 || $statusCode == 404`.',
        ),
      );
    return [];
  });
}

function member(name: string, value: Value | undefined): readonly ObjectMember[] {
  return value === undefined ? [] : [{ name, value, required: false }];
}
