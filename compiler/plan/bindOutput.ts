import { diagnostic } from '../diagnostics/index.ts';
import { placeOf } from '../source/index.ts';
import type { Binder } from './binder.ts';
import { bindNode } from './bindNode.ts';
import type { Frame, StepScope } from './frame.ts';
import type { MapMember, Value } from './value.ts';

/**
 * What an output of a step comes to behind its call; bound when it is first asked for, since steps may read each other's
 * outputs in any order. Undefined where it is wrong (reported).
 */
export function boundOutput(target: StepScope, name: string, frame: Frame, binder: Binder): Value | undefined {
  const known = target.outputs.get(name);
  if (known !== undefined) return known === 'wrong' ? undefined : known;
  const output = target.step.outputs.find((each) => each.name.value === name);
  if (output === undefined) return undefined;
  // An output that reads itself by way of others meets this mark and ends there.
  target.outputs.set(name, 'wrong');
  const value = bindNode(output.value, { frame, step: target, phase: 'response' }, binder);
  if (value !== undefined) target.outputs.set(name, value);
  return value;
}

/** An output of a workflow that was called, as its own expressions say. */
export function boundWorkflowOutput(frame: Frame, name: string, binder: Binder): Value | undefined {
  const output = frame.workflow.outputs.find((each) => each.name.value === name);
  return output === undefined ? undefined : bindNode(output.value, { frame, phase: 'end' }, binder);
}

/** What a workflow ends with: its outputs, those left out that are wrong (reported). */
export function bindWorkflowOutputs(frame: Frame, binder: Binder): readonly MapMember[] {
  return frame.workflow.outputs.flatMap(({ name, value }) => {
    const bound = bindNode(value, { frame, phase: 'end' }, binder);
    return bound === undefined ? [] : [{ name: name.value, value: bound, required: false }];
  });
}

/** Outputs of every step, so that what is wrong with one that nothing reads is reported too. */
export function bindAllOutputs(frame: Frame, binder: Binder): void {
  for (const step of frame.steps.values()) {
    for (const { name, value } of step.step.outputs) {
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
      if (step.operation !== undefined || step.called !== undefined) boundOutput(step, name.value, frame, binder);
    }
  }
}
