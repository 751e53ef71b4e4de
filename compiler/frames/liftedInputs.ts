import { carriesCredentials } from '../apis/index.ts';
import type { Parameter, Workflow } from '../arazzo/index.ts';
import { isText, type Json, jsonObject, type Node } from '../source/index.ts';
import type { FrameStep } from './frame.ts';
import type { WorkflowInputs } from './inputs.ts';

/**
 * The inputs of a workflow without those that are nothing but credentials of HTTP calls: these are kept in a connection, so
 * nobody is asked for them when an execution starts.
 */
export function withoutLifted(inputs: WorkflowInputs, workflow: Workflow, steps: readonly FrameStep[]): WorkflowInputs {
  const credentials = new Set(steps.flatMap(liftedParameters).map(({ value }) => value));
  const named = new Set([...credentials].flatMap((node) => [...inputsIn(node, new Set())]));
  const other = inputsIn(workflow.node, credentials);
  const lifted = new Set([...named].filter((name) => inputs.declared.has(name) && !other.has(name)));
  if (lifted.size === 0) return inputs;
  const { schema } = inputs;
  return {
    ...(schema === undefined
      ? {}
      : { schema: { ...schema, properties: schema.properties.filter(({ name }) => !lifted.has(name)) } }),
    declared: new Map([...inputs.declared].filter(([name]) => !lifted.has(name))),
    secrets: new Set([...inputs.secrets].filter((name) => !lifted.has(name))),
    json: without(inputs.json, lifted),
    lifted,
  };
}

/** The parameters of a step that a connection sends: those of its call, or inputs of its workflow that are nothing else. */
function liftedParameters({ step, runs }: FrameStep): readonly Parameter[] {
  if (runs.kind === 'workflow') return step.parameters.filter(({ name }) => runs.frame.inputs.lifted.has(name.value));
  if (runs.kind !== 'operation' || runs.operation.kind !== 'http') return [];
  const { operation } = runs;
  return step.parameters.filter(({ name, in: place }) =>
    carriesCredentials(operation, { name: name.value, ...(place === undefined ? {} : { in: place }) }),
  );
}

/** The names of inputs that texts read, but for those in some nodes. */
function inputsIn(node: Node, but: ReadonlySet<Node>, found = new Set<string>()): ReadonlySet<string> {
  if (but.has(node)) return found;
  if (node.kind === 'map') for (const { value } of node.entries) inputsIn(value, but, found);
  if (node.kind === 'list') for (const item of node.items) inputsIn(item, but, found);
  if (isText(node)) for (const [, name = ''] of node.value.matchAll(/\binputs\.([\w-]+)/g)) found.add(name);
  return found;
}

/** A JSON Schema without some properties. */
function without(schema: Json, names: ReadonlySet<string>): Json {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return schema;
  return jsonObject(
    Object.entries(schema).map(([keyword, value]) => {
      if (keyword === 'required' && Array.isArray(value))
        return [keyword, value.filter((name) => typeof name !== 'string' || !names.has(name))];
      if (keyword !== 'properties' || typeof value !== 'object' || value === null) return [keyword, value];
      return [keyword, jsonObject(Object.entries(value).filter(([name]) => !names.has(name)))];
    }),
  );
}
