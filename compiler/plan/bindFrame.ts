import { diagnostic } from '../diagnostics/index.ts';
import { placeOf } from '../source/index.ts';
import { bindCall } from './bindCall.ts';
import { bindDecisions } from './bindDecisions.ts';
import type { Binder } from './binder.ts';
import { bindAllOutputs, bindWorkflowOutputs } from './bindOutput.ts';
import { bindGiven } from './createFrame.ts';
import type { Frame, StepScope } from './frame.ts';
import { inputsOf } from './secrets.ts';
import { readsOf } from './walk.ts';

/** Binds every step of a frame, and of those inside it: arguments, criteria, actions, outputs. */
export function bindFrame(frame: Frame, binder: Binder): void {
  for (const inner of frame.before) bindFrame(inner, binder);
  for (const step of frame.order) {
    bindTarget(step, frame, binder);
    for (const [action, inner] of step.jumps) {
      const parameters = action.parameters;
      bindGiven(parameters, inner, { frame, step, phase: 'response' }, action.workflowId?.node ?? action.node, binder);
      bindFrame(inner, binder);
    }
    checkOrder(step, frame, binder);
  }
  bindAllOutputs(frame, binder);
  bindWorkflowOutputs(frame, binder);
  for (const step of frame.order) {
    if (step.operation !== undefined || step.called !== undefined) step.decisions = bindDecisions(step, frame, binder);
  }
  passOnSecrets(frame);
}

/** What a called workflow takes as a secret is one where it comes from. */
function passOnSecrets(frame: Frame): void {
  for (const secret of frame.secrets) {
    const given = frame.given?.get(secret);
    if (given === undefined) continue;
    for (const read of readsOf(given)) for (const outer of inputsOf(read)) outer.frame.secrets.add(outer.name);
  }
}

function bindTarget(step: StepScope, frame: Frame, binder: Binder): void {
  const { target } = step.step;
  const scope = { frame, step, phase: 'request' } as const;
  if (target.kind === 'none') return;
  if (step.operation !== undefined) {
    const bound = bindCall(step, step.operation, target.text, scope, binder);
    if (bound !== undefined) step.arguments = bound;
  } else if (step.called !== undefined) {
    bindGiven(step.step.parameters, step.called, scope, target.text.node, binder);
    bindFrame(step.called, binder);
  }
}

/** 1.1: a step may say which steps it depends on. Steps run in the order of the document, so those must stand before. */
function checkOrder(step: StepScope, frame: Frame, binder: Binder): void {
  for (const { value, node } of step.step.dependsOn) {
    const other = frame.steps.get(value);
    if (other === undefined || other.index < step.index) continue;
    binder.report(
      diagnostic(
        'not-supported',
        placeOf(node),
        `\`${step.step.id.value}\` depends on \`${value}\`, which comes after it`,
        'Put the steps in the order in which they are to run.',
      ),
    );
  }
}
