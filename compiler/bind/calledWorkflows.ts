import { diagnostic, didYouMean, nearest } from '../diagnostics/index.ts';
import type { Name, Pointer } from '../expressions/index.ts';
import { calledBy, type Frame } from '../frames/index.ts';
import { placeOf, type ScalarNode } from '../source/index.ts';
import type { Run, Value } from '../values/index.ts';
import type { Binder } from './binder.ts';
import { extend } from './bindResponse.ts';
import { within } from './marks.ts';
import type { Scope } from './scope.ts';
import { pathBehind, splitName } from './splitName.ts';

/** A workflow that has run, and by what. */
export interface Called {
  readonly frame: Frame;
  readonly run: Run;
}

/** A workflow that has run before this expression: called by this step, one that had to run first, or called by one other step. */
export function ranBefore(workflowId: string, { workflow, step }: Scope): Called | undefined {
  const called = step === undefined ? undefined : calledBy(step);
  if (step !== undefined && called?.workflow.id.value === workflowId)
    return { frame: called, run: { step: step.step.id.value } };
  const index = workflow.frame.before.findIndex((each) => each.workflow.id.value === workflowId);
  const frame = workflow.frame.before[index];
  if (frame !== undefined) return { frame, run: { before: index } };
  const callers = [...workflow.frame.steps.values()].flatMap((each) => {
    const frame = calledBy(each);
    return frame?.workflow.id.value === workflowId ? [{ frame, run: { step: each.step.id.value } }] : [];
  });
  return callers.length === 1 ? callers[0] : undefined;
}

/** An output of a workflow that has run here. */
export function bindCalledOutput(
  name: Name,
  pointer: Pointer | undefined,
  { frame: called, run }: Called,
  node: ScalarNode,
  binder: Binder,
): Value | undefined {
  const names = called.workflow.outputs.map((output) => output.name.value);
  const split = splitName(name.text, (candidate) => names.includes(candidate));
  if (split === undefined) {
    const close = nearest(name.text, names);
    return binder.report(
      diagnostic(
        'output-unknown',
        placeOf(node, name.range),
        `the workflow \`${called.workflow.id.value}\` has no output \`${name.text}\``,
        didYouMean(close),
      ),
    );
  }
  const output = binder.workflow(called).outputs.find((each) => each.name === split.name)?.value;
  const value = output === undefined ? undefined : within(output, run);
  const members = pathBehind(split, name, pointer);
  return value === undefined ? undefined : extend(value, members, node, binder);
}
