import type { Range } from '../../compiler/diagnostics/index.ts';
import type { Examined } from '../../compiler/index.ts';
import {
  isText,
  type MapNode,
  type Node,
  nodeAt,
  type TextNode,
  textNode,
  valueAt,
} from '../../compiler/source/index.ts';
import { description, type Spot, spotInside } from '../document/grammar.ts';
import { type NamedThing, type Names, namesOf, type StepNames, type WorkflowNames } from './symbols.ts';

/** A place of the document at which something is named. */
export interface Occurrence {
  /** Where its name stands, without quotes. */
  readonly range: Range;
  /** What it may be: one thing, but in a component, which serves several workflows. */
  readonly things: readonly NamedThing[];
}

/** Everything in a document that has a name, and each place where that is said. */
export function occurrencesIn(examined: Examined): readonly Occurrence[] {
  const { root } = examined;
  if (root === undefined) return [];
  const found = new Occurrences(namesOf(examined), root);
  found.declare();
  found.visit(root, description, {});
  return found.all;
}

/** Where in a document something stands, as far as names depend on it. */
interface Around {
  readonly workflow?: WorkflowNames;
  readonly step?: StepNames;
}

/** The things that a name may stand for. */
type Lookup = (name: string) => readonly NamedThing[];

/** Those that a map has, of which each name stands for one. */
function among(things: ReadonlyMap<string, NamedThing> | undefined): Lookup {
  return (name) => {
    const found = things?.get(name);
    return found === undefined ? [] : [found];
  };
}

class Occurrences {
  readonly #names: Names;
  readonly #root: Node;
  readonly #found = new Map<number, Occurrence>();

  constructor(names: Names, root: Node) {
    this.#names = names;
    this.#root = root;
  }

  get all(): readonly Occurrence[] {
    return [...this.#found.values()].sort((a, b) => a.range.start - b.range.start);
  }

  /** The places at which names are given. */
  declare(): void {
    const { workflows, components, sources } = this.#names;
    for (const { itself, inputs, outputs, steps } of workflows.values()) {
      const inSteps = [...steps.values()].flatMap((step) => [step.itself, ...step.outputs.values()]);
      for (const each of [itself, ...inputs.values(), ...outputs.values(), ...inSteps]) this.#addAll(each.node, each);
    }
    for (const each of [...components.values(), ...sources.values()]) this.#addAll(each.node, each);
  }

  /** Walks a part of the document along the grammar of what stands where. */
  visit(node: Node, spot: Spot, around: Around): void {
    switch (node.kind) {
      case 'list':
        for (const [at, item] of node.items.entries()) this.visit(item, spotInside(spot, at) ?? spot, around);
        return;
      case 'map': {
        const here = this.#entered(node, spot, around);
        this.#inputsOfCall(node, spot, here);
        for (const { key, value } of node.entries) {
          if (spot.kind === 'schema') this.#schemaEntry(key.value, value, here);
          this.visit(value, spotInside(spot, key.value) ?? spot, here);
        }
        return;
      }
      case 'scalar':
        if (isText(node)) this.#text(node, spot, around);
        return;
      default:
        node satisfies never;
    }
  }

  #entered(node: MapNode, spot: Spot, around: Around): Around {
    if (spot.kind !== 'object') return around;
    const workflow = this.#names.workflows.get(textNode(valueAt(node, 'workflowId'))?.value ?? '');
    if (spot.definition.name === 'a workflow') return workflow === undefined ? {} : { workflow };
    if (spot.definition.name !== 'a step') return around;
    const step = around.workflow?.steps.get(textNode(valueAt(node, 'stepId'))?.value ?? '');
    return { ...around, ...(step === undefined ? {} : { step }) };
  }

  /** Parameters are inputs of the workflow that a step or an action runs; those of a workflow, of all that its steps run. */
  #inputsOfCall(node: MapNode, spot: Spot, around: Around): void {
    if (spot.kind !== 'object' || !('parameters' in spot.definition.fields)) return;
    const parameters = valueAt(node, 'parameters');
    if (parameters?.kind !== 'list') return;
    const called = textNode(valueAt(node, 'workflowId'))?.value;
    const runs =
      spot.definition.name === 'a workflow'
        ? [...(around.workflow?.steps.values() ?? [])].map((step) => step.runs)
        : [called === undefined ? undefined : this.#workflowNamed(called, around)];
    for (const item of parameters.items) {
      const name = this.#parameterName(item);
      if (name === undefined) continue;
      for (const run of runs) this.#addAll(name, run?.inputs.get(name.value));
    }
  }

  /** The name that a parameter, or the component to which it refers, has. */
  #parameterName(item: Node): TextNode | undefined {
    if (item.kind !== 'map') return undefined;
    const [, component] =
      /^\$components\.parameters\.(.+)$/.exec(textNode(valueAt(item, 'reference'))?.value ?? '') ?? [];
    const written = component === undefined ? item : nodeAt(this.#root, ['components', 'parameters', component]);
    return written.kind === 'map' ? textNode(valueAt(written, 'name')) : undefined;
  }

  /** `required` and `$ref` of a JSON Schema. */
  #schemaEntry(key: string, value: Node, { workflow }: Around): void {
    if (key === 'required' && value.kind === 'list')
      for (const item of value.items) if (isText(item)) this.#addAll(item, this.#inputsOf(workflow, item.value)[0]);
    if (key !== '$ref' || !isText(value)) return;
    const name = /^#\/components\/inputs\/([^/]+)/.exec(value.value)?.[1];
    const start = '#/components/inputs/'.length;
    if (name !== undefined) this.#add(value, start, name.length, this.#names.components.get(`inputs.${name}`));
  }

  #text(node: TextNode, spot: Spot, around: Around): void {
    const { value } = node;
    switch (spot.kind) {
      case 'workflowId':
      case 'dependency':
        this.#workflow(node, around);
        break;
      case 'stepId':
        this.#addAll(node, around.workflow?.steps.get(value)?.itself);
        break;
      case 'operationId':
        this.#sourceInFront(node);
        break;
      default:
    }
    for (const { index } of value.matchAll(/\$(?=[a-z])/g)) this.#expression(node, index, around);
  }

  /** The source in front of an operation's id, which people write without `$sourceDescriptions.`, too. */
  #sourceInFront(node: TextNode): void {
    const [name = ''] = /^[^$.][^.]*(?=\.)/.exec(node.value) ?? [];
    this.#add(node, 0, name.length, this.#names.sources.get(name));
  }

  /** A workflow by its id, or by that and the source that has it. */
  #workflow(node: TextNode, around: Around): void {
    const found = this.#workflowNamed(node.value, around);
    const id = found?.itself.name ?? '';
    this.#add(node, node.value.length - id.length, id.length, found?.itself);
  }

  #workflowNamed(text: string, { step }: Around): WorkflowNames | undefined {
    const [front = ''] = /^\$sourceDescriptions\.[^.]+\.(?:workflows\.)?/.exec(text) ?? [];
    const id = text.slice(front.length);
    const found = front === '' ? this.#names.workflows.get(id) : step?.runs;
    return found?.itself.name === id ? found : undefined;
  }

  /** The names in the expression that begins at an offset of a text. */
  #expression(node: TextNode, from: number, around: Around): void {
    const rest = node.value.slice(from);
    const [head = '', root] = /^\$(inputs|outputs|steps|workflows|sourceDescriptions|components)\./.exec(rest) ?? [];
    const start = from + head.length;
    switch (root) {
      case 'inputs':
        this.#named(node, start, (name) => this.#inputsOf(around.workflow, name));
        return;
      case 'outputs':
        this.#named(node, start, among(around.step?.runs?.outputs ?? around.workflow?.outputs));
        return;
      case 'steps': {
        const { steps } = around.workflow ?? {};
        const step = this.#named(node, start, (name) => [steps?.get(name)?.itself ?? []].flat());
        if (step !== undefined) this.#member(node, step.end, steps?.get(step.name));
        return;
      }
      case 'workflows': {
        const { workflows } = this.#names;
        const workflow = this.#named(node, start, (name) => [workflows.get(name)?.itself ?? []].flat());
        if (workflow !== undefined) this.#member(node, workflow.end, workflows.get(workflow.name));
        return;
      }
      case 'sourceDescriptions':
        this.#named(node, start, among(this.#names.sources));
        return;
      case 'components': {
        const group = /^\w+\./.exec(node.value.slice(start))?.[0] ?? '';
        const own = among(this.#names.components);
        this.#named(node, start + group.length, (name) => own(`${group}${name}`));
        return;
      }
      default:
    }
  }

  /** `.outputs.NAME` or `.inputs.NAME` behind a step or a workflow. */
  #member(node: TextNode, at: number, of: StepNames | WorkflowNames | undefined): void {
    const [middle = '', field] = /^\.(inputs|outputs)\./.exec(node.value.slice(at)) ?? [];
    if (of === undefined || middle === '') return;
    const members = field === 'outputs' ? of.outputs : 'inputs' in of ? of.inputs : undefined;
    this.#named(node, at + middle.length, among(members));
  }

  /** The longest of these names that stands at an offset; says which, and where it ends. */
  #named(node: TextNode, at: number, lookup: Lookup): { readonly name: string; readonly end: number } | undefined {
    const written = /^[\w.-]+/.exec(node.value.slice(at))?.[0] ?? '';
    for (let end = written.length; end > 0; end -= 1) {
      const name = written.slice(0, end);
      const found = /^\w/.test(written.slice(end)) ? [] : lookup(name);
      if (found.length === 0) continue;
      this.#add(node, at, end, ...found);
      return { name, end: at + end };
    }
    return undefined;
  }

  /** An input that can be read; in a component, those of every workflow. */
  #inputsOf(workflow: WorkflowNames | undefined, name: string): readonly NamedThing[] {
    const all = workflow === undefined ? [...this.#names.workflows.values()] : [workflow];
    return [...new Set(all.flatMap(({ inputs }) => inputs.get(name) ?? []))];
  }

  #addAll(node: TextNode, thing: NamedThing | undefined): void {
    this.#add(node, 0, node.value.length, thing);
  }

  #add(node: TextNode, at: number, length: number, ...things: readonly (NamedThing | undefined)[]): void {
    const named = things.flatMap((each) => each ?? []);
    if (named.length === 0 || length === 0) return;
    const range = node.locate(at, at + length);
    // A component serves several workflows, and is come to by each.
    const before = this.#found.get(range.start)?.things ?? [];
    this.#found.set(range.start, { range, things: [...new Set([...before, ...named])] });
  }
}
