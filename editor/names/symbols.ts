import type { Examined, Workflow } from '../../compiler/index.ts';
import { type MapNode, type Node, type TextNode, textNode, valueAt } from '../../compiler/source/index.ts';

/** Something in a document that has a name by which other parts of it speak of it. */
export interface NamedThing {
  readonly kind: 'workflow' | 'step' | 'input' | 'output' | 'component' | 'source';
  readonly name: string;
  /** Where the name is given: an id, or a key. It may stand in another file. */
  readonly node: TextNode;
  /** The names of all things beside it, which must differ. */
  readonly among: readonly string[];
}

/** What can be named inside of a workflow. */
export interface WorkflowNames {
  readonly itself: NamedThing;
  readonly inputs: ReadonlyMap<string, NamedThing>;
  readonly outputs: ReadonlyMap<string, NamedThing>;
  readonly steps: ReadonlyMap<string, StepNames>;
}

export interface StepNames {
  readonly itself: NamedThing;
  readonly outputs: ReadonlyMap<string, NamedThing>;
  /** The workflow that it runs, perhaps of another file. */
  readonly runs?: WorkflowNames;
}

/** Everything in a document that has a name. */
export interface Names {
  readonly workflows: ReadonlyMap<string, WorkflowNames>;
  /** By group and name: `parameters.instance`. */
  readonly components: ReadonlyMap<string, NamedThing>;
  readonly sources: ReadonlyMap<string, NamedThing>;
}

/** Gathers the names of a document. */
export function namesOf({ document, frames }: Examined): Names {
  const known = new Map<Workflow, WorkflowNames>();
  const properties = new Map<Node, TextNode>();
  const namesIn = (workflow: Workflow, of: NonNullable<Examined['document']>): WorkflowNames => {
    const before = known.get(workflow);
    if (before !== undefined) return before;
    const frame = frames.frame(of, workflow);
    const workflowIds = of.workflows.map(({ id }) => id.value);
    const stepIds = frame.order.map(({ step }) => step.id.value);
    const inputNames = [...frame.inputs.declared.keys()];
    const steps = new Map<string, StepNames>();
    const names: WorkflowNames = {
      itself: thing('workflow', workflow.id.value, workflow.id.node, workflowIds),
      inputs: new Map(
        [...frame.inputs.declared].flatMap(([name, { node }]) => {
          const key = properties.get(node);
          return key === undefined ? [] : [[name, thing('input', name, key, inputNames)] as const];
        }),
      ),
      outputs: outputsOf(workflow.outputs),
      steps,
    };
    known.set(workflow, names);
    for (const { step, runs } of frame.order)
      steps.set(step.id.value, {
        itself: thing('step', step.id.value, step.id.node, stepIds),
        outputs: outputsOf(step.outputs),
        ...(runs.kind === 'workflow' ? { runs: namesIn(runs.frame.workflow, runs.frame.document) } : {}),
      });
    return names;
  };
  if (document === undefined) return { workflows: new Map(), components: new Map(), sources: new Map() };
  for (const root of [...document.workflows.map(({ inputs }) => inputs), ...document.components.inputs.values()])
    if (root !== undefined) gatherProperties(root, properties);
  const sourceNames = document.sources.map(({ name }) => name.value);
  const workflows = new Map(document.workflows.map((each) => [each.id.value, namesIn(each, document)]));
  return {
    workflows,
    components: componentsIn(document.components.node),
    sources: new Map(
      document.sources.map(({ name }) => [name.value, thing('source', name.value, name.node, sourceNames)]),
    ),
  };
}

function outputsOf(outputs: Workflow['outputs']): ReadonlyMap<string, NamedThing> {
  const names = outputs.map(({ name }) => name.value);
  return new Map(outputs.map(({ name }) => [name.value, thing('output', name.value, name.node, names)]));
}

function thing(kind: NamedThing['kind'], name: string, node: Node, among: readonly string[]): NamedThing {
  const text = textNode(node);
  if (text === undefined) throw new Error(`the name ${name} is no text`);
  return { kind, name, node: text, among };
}

function componentsIn(node: MapNode | undefined): ReadonlyMap<string, NamedThing> {
  const groups = node?.entries ?? [];
  return new Map(
    groups.flatMap(({ key: group, value }) =>
      value.kind === 'map'
        ? value.entries.map(
            ({ key }) =>
              [
                `${group.value}.${key.value}`,
                thing(
                  'component',
                  key.value,
                  key,
                  value.entries.map((each) => each.key.value),
                ),
              ] as const,
          )
        : [],
    ),
  );
}

/** The keys of all `properties` in a JSON Schema, by the schemas that they name. */
function gatherProperties(schema: Node, into: Map<Node, TextNode>): void {
  if (schema.kind === 'list') for (const item of schema.items) gatherProperties(item, into);
  if (schema.kind !== 'map') return;
  const own = valueAt(schema, 'properties');
  if (own?.kind === 'map') for (const { key, value } of own.entries) into.set(value, key);
  for (const { value } of schema.entries) gatherProperties(value, into);
}
