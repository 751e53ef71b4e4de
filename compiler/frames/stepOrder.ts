import { type Prerequisite, readPrerequisite, type Step, type Workflow } from '../arazzo/index.ts';
import { isText, type Node } from '../source/index.ts';
import { components } from './components.ts';

/**
 * The steps in the order in which they run: that of the document, each moved behind those that it depends on. By 1.1 what
 * runs one step after the other has to satisfy `dependsOn` and, where any step has it, references to outputs (Step Object).
 * References that close a circle order nothing; a circle of `dependsOn`, which is reported by its rule, is left as it is.
 */
export function inDependencyOrder({ id, steps }: Workflow): readonly Step[] {
  if (steps.every(({ dependsOn }) => dependsOn.length === 0)) return steps;
  const byId = new Map([...steps.entries()].reverse().map(([index, step]) => [step.id.value, index] as const));
  const callers = new Map<string, number[]>();
  for (const [index, { target }] of steps.entries()) {
    if (target.kind !== 'workflowId') continue;
    const known = callers.get(target.text.value);
    if (known === undefined) callers.set(target.text.value, [index]);
    else known.push(index);
  }
  const named = ({ workflow, step }: Prerequisite): readonly number[] =>
    workflow === undefined ? [byId.get(step) ?? []].flat() : (callers.get(workflow) ?? []);
  const asked = steps.map(({ dependsOn }) =>
    dependsOn.flatMap(({ value }) => {
      const prerequisite = readPrerequisite(value, id.value);
      return prerequisite === undefined ? [] : named(prerequisite);
    }),
  );
  const read = steps.map(({ node, parameters }) =>
    [node, ...parameters.map(({ value }) => value)].flatMap((each) => [...referencesIn(each)]).flatMap(named),
  );
  const circles = components(asked.map((targets, index) => [...targets, ...(read[index] ?? [])]));
  const before = asked.map((targets, index) => [
    ...targets,
    ...(read[index] ?? []).filter((target) => circles[target] !== circles[index]),
  ]);
  return sorted(before).flatMap((index) => steps[index] ?? []);
}

/** The steps and workflows that the expressions in a step read. */
function* referencesIn(node: Node): Generator<Prerequisite> {
  if (node.kind === 'list') for (const item of node.items) yield* referencesIn(item);
  else if (node.kind === 'map') {
    for (const { key, value } of node.entries) if (key.value !== 'description') yield* referencesIn(value);
  } else if (isText(node)) {
    for (const [, of, name = ''] of node.value.matchAll(/\$(steps|workflows)\.([\w-]+)\.(?:outputs|inputs)\b/g))
      yield of === 'steps' ? { step: name } : { workflow: name, step: '' };
  }
}

/** Numbers, each behind those that have to come before it, in their order otherwise. */
function sorted(before: readonly (readonly number[])[]): readonly number[] {
  const done = new Set<number>();
  const open = new Set<number>();
  for (const first of before.keys()) {
    const waiting = [first];
    for (let next = waiting.at(-1); next !== undefined; next = waiting.at(-1)) {
      const missing = open.has(next) ? [] : (before[next] ?? []).filter((each) => !done.has(each) && !open.has(each));
      open.add(next);
      if (missing.length > 0) waiting.push(...missing.reverse());
      else {
        done.add(next);
        waiting.pop();
      }
    }
  }
  return [...done];
}
