import { diagnostic, didYouMean, nearest } from '../diagnostics/index.ts';
import type { Name, Pointer } from '../expressions/index.ts';
import { placeOf, type ScalarNode } from '../source/index.ts';
import { type Read, type Slot, typeOfValue, type Value } from '../values/index.ts';
import type { Binder } from './binder.ts';
import { extend } from './bindResponse.ts';
import { follow } from './follow.ts';
import type { Scope } from './scope.ts';
import { pathBehind, splitName } from './splitName.ts';

/** An output of a step of the same workflow. */
export function bindStepOutput(
  step: Name,
  output: Name,
  pointer: Pointer | undefined,
  node: ScalarNode,
  scope: Scope,
  binder: Binder,
): Value | undefined {
  const target = scope.workflow.frame.steps.get(step.text);
  if (target === undefined) {
    const close = nearest(step.text, scope.workflow.frame.steps.keys());
    return binder.report(
      diagnostic(
        'step-unknown',
        placeOf(node, step.range),
        `there is no step \`${step.text}\` in the workflow \`${scope.workflow.frame.workflow.id.value}\``,
        didYouMean(close),
      ),
    );
  }
  const names = target.step.outputs.map(({ name }) => name.value);
  const split = splitName(output.text, (candidate) => names.includes(candidate));
  if (split === undefined) {
    const close = nearest(output.text, names);
    const help = didYouMean(close) ?? `Declare it under \`outputs\` of \`${step.text}\`.`;
    return binder.report(
      diagnostic(
        'output-unknown',
        placeOf(node, output.range),
        `the step \`${step.text}\` has no output \`${output.text}\``,
        help,
      ),
    );
  }
  const value = scope.workflow.output(target, split.name);
  if (value === undefined) return undefined;
  const members = pathBehind(split, output, pointer);
  // A workflow's outputs stand in the variables of its own steps: the name is only another word for them.
  if (target.runs.kind === 'workflow') return extend(value, members, node, binder);
  const from: Slot = { kind: 'output', via: [], step: target.step.id.value, name: split.name };
  return extend(storedRead(value, from, node), members, node, binder);
}

/** Reading back what was stored: the same shape and type; there only where the step has run, a constant, too. */
function storedRead(value: Value, from: Slot, node: ScalarNode): Read {
  const shape = value.kind === 'read' ? value.shape : undefined;
  const type = typeOfValue(value);
  const sensitive = value.kind === 'read' && value.sensitive;
  return {
    kind: 'read',
    from,
    path: [],
    certain: false,
    sensitive,
    place: placeOf(node),
    type,
    ...(shape === undefined ? {} : { shape }),
  };
}

/** Another output of the workflow itself, in its outputs. */
export function bindOwnOutput(
  name: Name,
  pointer: Pointer | undefined,
  node: ScalarNode,
  scope: Scope,
  binder: Binder,
): Value | undefined {
  const { outputs } = scope.workflow.frame.workflow;
  const names = outputs.map((output) => output.name.value);
  const split = splitName(name.text, (candidate) => names.includes(candidate));
  const output = outputs.find((each) => each.name.value === split?.name);
  if (split === undefined || output === undefined) {
    const help = didYouMean(nearest(name.text, names));
    const message = `this workflow has no output \`${name.text}\``;
    return binder.report(diagnostic('output-unknown', placeOf(node, name.range), message, help));
  }
  const value = follow(output.value, placeOf(node, name.range), scope, binder);
  const members = pathBehind(split, name, pointer);
  return value === undefined ? undefined : extend(value, members, node, binder);
}
