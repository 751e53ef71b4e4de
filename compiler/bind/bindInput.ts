import { diagnostic, didYouMean, nearest } from '../diagnostics/index.ts';
import type { Name, Pointer } from '../expressions/index.ts';
import type { Frame } from '../frames/index.ts';
import { placeOf, type ScalarNode } from '../source/index.ts';
import type { Value, Via } from '../values/index.ts';
import type { Binder } from './binder.ts';
import { alongSchema } from './inputPath.ts';
import { splitName } from './splitName.ts';

/** An input, or a member of one: `$inputs.a.b` is the input `a.b` where there is one, else the member `b` of `a`. */
export function bindInput(
  name: Name,
  pointer: Pointer | undefined,
  node: ScalarNode,
  { frame, via }: { readonly frame: Frame; readonly via: Via },
  binder: Binder,
): Value | undefined {
  const { declared, schema } = frame.inputs;
  const split = splitName(name.text, (candidate) => declared.has(candidate));
  if (split === undefined) {
    const close = nearest(name.text, declared.keys());
    const help =
      didYouMean(close, (near) => `$inputs.${near}`) ??
      (schema === undefined ? 'Declare it under `inputs` of the workflow.' : 'Declare it under `inputs.properties`.');
    return binder.report(
      diagnostic(
        'input-unknown',
        placeOf(node, name.range),
        `the workflow \`${frame.workflow.id.value}\` has no input \`${name.text}\``,
        help,
      ),
    );
  }
  const input = declared.get(split.name);
  const steps = [...split.members, ...(pointer?.tokens ?? []).map(({ text }) => text)];
  const { path, free, type } = alongSchema(input?.schema ?? {}, steps);
  return {
    kind: 'read',
    from: { kind: 'input', via, name: split.name },
    path,
    ...(free === undefined ? {} : { free }),
    certain: path.length === 0 && input?.certain === true,
    sensitive: false,
    place: placeOf(node),
    type,
  };
}
