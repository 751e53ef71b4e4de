import type { Parameter } from '../arazzo/index.ts';
import { diagnostic, didYouMean, nearest } from '../diagnostics/index.ts';
import type { Frame } from '../frames/index.ts';
import { type Node, placeOf } from '../source/index.ts';
import { literal, type Value } from '../values/index.ts';
import type { Binder } from './binder.ts';
import type { Scope, WorkflowScope } from './scope.ts';
import { holdsText, reportSecretText } from './secrets.ts';

/**
 * What a step, or a 1.1 action, hands to the workflow that it runs, by input: each parameter is one of its inputs. Inputs
 * that have a default and are handed nothing have that.
 * @param from what names the workflow
 */
export function bindGiven(
  parameters: readonly Parameter[],
  called: Frame,
  scope: Scope,
  from: Node,
  binder: Binder,
): ReadonlyMap<string, Value> {
  const { declared } = called.inputs;
  const given = new Map<string, Value>();
  const secrets = new Set(binder.workflow(called).secrets.flatMap(({ via, name }) => (via.length === 0 ? [name] : [])));
  const names = new Set(parameters.map(({ name }) => name.value));
  for (const { name, value } of parameters) {
    if (called.inputs.lifted.has(name.value)) continue;
    if (!declared.has(name.value)) {
      const close = nearest(name.value, declared.keys());
      // The input that was meant is not missing as well.
      if (close !== undefined) names.add(close);
      binder.report(
        diagnostic(
          'input-unknown',
          placeOf(name.node),
          `the workflow \`${called.workflow.id.value}\` has no input \`${name.value}\``,
          didYouMean(close),
        ),
      );
      continue;
    }
    const bound = binder.node(value, scope);
    if (bound === undefined) continue;
    given.set(name.value, bound);
    if (secrets.has(name.value) && holdsText(bound))
      reportSecretText(`\`${name.value}\` of \`${called.workflow.id.value}\` is a secret`, value, binder);
  }
  // What seems to be missing may be what could not be read.
  const isRead = scope.step?.step.broken !== true;
  for (const [name, input] of declared) {
    if (names.has(name) || !input.certain) continue;
    if (input.default !== undefined) given.set(name, literal(input.default));
    else if (isRead)
      binder.report(
        diagnostic(
          'input-missing',
          placeOf(from),
          `the workflow \`${called.workflow.id.value}\` needs the input \`${name}\``,
          `Give it a parameter \`${name}\`.`,
        ),
      );
  }
  return given;
}

/** A workflow in `dependsOn` gets the inputs of the same name. */
export function sameNamed({ frame }: WorkflowScope, first: Frame, binder: Binder): ReadonlyMap<string, Value> {
  const given = new Map<string, Value>();
  for (const [name, input] of first.inputs.declared) {
    const outer = frame.inputs.declared.get(name);
    if (outer === undefined && input.certain && input.default === undefined) {
      const [needs, has] = [first.workflow.id.value, frame.workflow.id.value];
      binder.report(
        diagnostic(
          'input-unknown',
          placeOf(first.workflow.id.node),
          `\`${needs}\` must run first and needs the input \`${name}\`, which \`${has}\` does not have`,
          `Declare \`${name}\` in the inputs of \`${has}\`.`,
        ),
      );
    }
    if (outer === undefined) continue;
    given.set(name, {
      kind: 'read',
      from: { kind: 'input', via: [], name },
      path: [],
      certain: outer.certain,
      sensitive: false,
      place: placeOf(outer.node),
      type: 'unknown',
    });
  }
  return given;
}
