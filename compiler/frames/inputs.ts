import type { Reporter } from '../diagnostics/index.ts';
import { entryOf, type Json, type Node, toJson } from '../source/index.ts';
import type { InputProperty, InputsSchema, ValueSchema } from './inputsSchema.ts';
import { SchemaReader } from './schemaReader.ts';
import { secretInputsOf } from './secretSchemas.ts';

/** What a workflow says of its inputs. */
export interface WorkflowInputs {
  /** Absent where the workflow declares none. */
  readonly schema?: InputsSchema;
  readonly declared: ReadonlyMap<string, DeclaredInput>;
  /** The names of inputs that are secrets by their schema. */
  readonly secrets: ReadonlySet<string>;
  /** The JSON Schema with references resolved, for those who start the machine. */
  readonly json: Json;
}

export interface DeclaredInput {
  readonly name: string;
  readonly node: Node;
  /** Required, or with a default: it has a value in every run. */
  readonly certain: boolean;
  readonly default?: Json;
  readonly schema: ValueSchema;
}

/**
 * Reads the JSON Schema of a workflow's inputs (Arazzo 1.0.1, section 4.6.4.1; JSON Schema 2020-12).
 * @param components the schemas of `components.inputs`, which `$ref: '#/components/inputs/x'` names
 */
export function readInputs(
  node: Node | undefined,
  components: ReadonlyMap<string, Node>,
  reporter: Reporter,
): WorkflowInputs {
  if (node === undefined) return { declared: new Map(), secrets: new Set(), json: true };
  const reader = new SchemaReader(components, reporter);
  const root = reader.resolve(node, 0);
  if (root === undefined) return { declared: new Map(), secrets: new Set(), json: true };
  const { properties, closed, whole } = reader.inputs(root);
  const declared = new Map<string, DeclaredInput>();
  for (const property of properties) {
    const resolved = reader.properties.get(property);
    if (resolved !== undefined) declared.set(property.name, declaredInput(property, resolved));
  }
  // A default stands in for an input that is absent, whether it is required or not.
  const hasDefault = (name: string) => declared.get(name)?.default !== undefined;
  const checked = properties.map((each) => (hasDefault(each.name) ? { ...each, required: false } : each));
  const secrets = secretInputsOf(node, components);
  return {
    schema: { properties: checked, closed, ...(whole === undefined ? {} : { whole }) },
    declared,
    secrets,
    json: reader.json(root, 0),
  };
}

function declaredInput(property: InputProperty, node: Node): DeclaredInput {
  const given = node.kind === 'map' ? entryOf(node, 'default')?.value : undefined;
  return {
    name: property.name,
    node,
    certain: property.required || given !== undefined,
    ...(given === undefined ? {} : { default: toJson(given) }),
    schema: property.schema,
  };
}
