import { Diagnostics, type Reporter } from '../diagnostics/index.ts';
import { type Json, type Node, parseSource } from '../source/index.ts';
import type { InputProperty, InputsSchema, ValueSchema } from './inputsSchema.ts';
import { SchemaIndex } from './schemaIndex.ts';
import { schemaJson } from './schemaJson.ts';
import { SchemaReader } from './schemaReader.ts';
import { declaringSchemas, secretInputsOf } from './secretSchemas.ts';

/** What a workflow says of its inputs. */
export interface WorkflowInputs {
  /** Absent where the workflow declares none. */
  readonly schema?: InputsSchema;
  readonly declared: ReadonlyMap<string, DeclaredInput>;
  /** The names of inputs that are secrets by their schema. */
  readonly secrets: ReadonlySet<string>;
  /** The JSON Schema with references resolved, for those who start the machine. */
  readonly json: Json;
  /** The names of inputs that are nothing but credentials of HTTP calls: a connection has them, nobody is asked. */
  readonly lifted: ReadonlySet<string>;
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
 * @param index finds what references name
 * @param assertsFormats whether values have to have the `format` that they should have
 */
export function readInputs(
  node: Node | undefined,
  index: SchemaIndex,
  reporter: Reporter,
  assertsFormats: boolean,
): WorkflowInputs {
  if (node === undefined) return { declared: new Map(), secrets: new Set(), json: true, lifted: new Set() };
  const reader = new SchemaReader(index, { reporter, assertsFormats });
  const read = reader.read(node);
  const { recursive } = reader;
  const root = recursive.get(read.recursion ?? '') ?? read;
  const schema = inputsSchema(root);
  const certain = certainMembers(root);
  const nodes = new Map([...declaringSchemas(node, index)].reverse().map((each) => [each.name, each.schema] as const));
  const declared = schema.properties.map(({ name, schema: described }): readonly [string, DeclaredInput] => {
    const { default: fallback } = described;
    const input = { name, node: nodes.get(name) ?? node, schema: described };
    if (fallback === undefined) return [name, { ...input, certain: certain.has(name) }];
    return [name, { ...input, certain: true, default: fallback }];
  });
  return {
    schema: recursive.size === 0 ? schema : { ...schema, recursive },
    declared: new Map(declared),
    secrets: secretInputsOf(node, index),
    json: reader.isComplete ? schemaJson(node, index) : true,
    lifted: new Set(),
  };
}

/**
 * The same of a schema that stands alone, such as a machine's `inputsSchema`. What can't be checked was reported when the
 * workflow was compiled.
 */
export function readInputsJson(json: Json, assertsFormats: boolean): InputsSchema {
  const reporter = new Diagnostics();
  const node = parseSource({ name: 'inputs', text: JSON.stringify(json) }, reporter);
  const index = new SchemaIndex(node === undefined ? [] : [node], new Map());
  return readInputs(node, index, reporter, assertsFormats).schema ?? { properties: [], closed: false };
}

/** What is asked of inputs: of each by its name, and of all together by what is left. */
function inputsSchema(root: ValueSchema): InputsSchema {
  const { object, required = [], types = ['object'], default: _, ...rest } = root;
  const own = object?.properties ?? [];
  const undescribed = new Set([...required, ...membersOfBranches(root)]);
  for (const { name } of own) undescribed.delete(name);
  const properties = [
    ...own,
    ...[...undescribed].map((name): InputProperty => ({ name, required: required.includes(name), schema: {} })),
  ];
  const knowsAll = undescribed.size === 0;
  const whole: ValueSchema = {
    ...rest,
    ...(types.includes('object') ? {} : { types }),
    ...(object?.closed && !knowsAll
      ? { additional: { known: own.map(({ name }) => name), schema: { never: true } } }
      : {}),
    // What is evaluated by their names has to be seen there.
    ...(rest.unevaluatedProperties === undefined || object === undefined ? {} : { object }),
  };
  return {
    // A default stands in for an input that is absent, whether it is required or not.
    properties: properties.map((each) => (each.schema.default === undefined ? each : { ...each, required: false })),
    closed: object?.closed === true && knowsAll,
    ...(Object.keys(whole).length === 0 ? {} : { whole }),
  };
}

/** The members that only some alternatives of a schema describe or ask for. */
function membersOfBranches({ all = [], any = [], one = [], when, dependents = [] }: ValueSchema): readonly string[] {
  const branches = [
    ...all,
    ...any,
    ...one,
    when?.condition,
    when?.met,
    when?.unmet,
    ...dependents.map((each) => each.schema),
  ];
  return branches.flatMap((branch) =>
    branch === undefined
      ? []
      : [
          ...(branch.object?.properties ?? []).map(({ name }) => name),
          ...(branch.required ?? []),
          ...membersOfBranches(branch),
        ],
  );
}

/** The members that are there wherever the schema is satisfied. */
function certainMembers({ object, required = [], all = [], any, one, when }: ValueSchema): ReadonlySet<string> {
  const described = (object?.properties ?? []).filter((property) => property.required).map(({ name }) => name);
  const alternatives = [any, one, when?.met && when.unmet && [when.met, when.unmet]];
  const inAll = alternatives.flatMap((branches = []) => {
    const [first = new Set<string>(), ...others] = branches.map(certainMembers);
    return [...first].filter((name) => others.every((each) => each.has(name)));
  });
  return new Set([...described, ...required, ...all.flatMap((part) => [...certainMembers(part)]), ...inAll]);
}
