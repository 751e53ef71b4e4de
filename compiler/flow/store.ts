import { diagnostic } from '../diagnostics/index.ts';
import type { Context } from '../frames/index.ts';
import type { CallArguments, ObjectMember, Value as StoredValue, Test } from '../plan.ts';
import * as values from '../values/index.ts';
import type { PlacedWorkflow, Site } from './placed.ts';
import { isPersonalInput, isSecretInput, locate } from './sensitivity.ts';

/** Parts that one value may have: more would never fit into a definition. */
const MOST_PARTS = 10_000;

/** Turns what the document reads into what the machine reads: slots of a placed workflow into variables. */
export class Store {
  /** What a place that runs a shared workflow reads of it, by name, in that workflow's own words. */
  readonly copies = new Map<Site, Map<string, values.Read>>();
  readonly #context: Context;
  readonly #known = new Map<PlacedWorkflow, WeakMap<values.Value, StoredValue>>();
  readonly #sizes = new WeakMap<StoredValue, number>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** Stores what the copies are made of, which may be copies themselves: after that, no more are found. */
  finish(): void {
    const count = () => [...this.copies.values()].reduce((sum, { size }) => sum + size, 0);
    for (let before = -1; before !== count(); ) {
      before = count();
      for (const [site, reads] of this.copies) for (const read of reads.values()) this.value(read, site.workflow);
    }
  }

  value(value: values.Value, workflow: PlacedWorkflow): StoredValue {
    const known = this.#known.get(workflow) ?? new WeakMap<values.Value, StoredValue>();
    this.#known.set(workflow, known);
    const stored = known.get(value) ?? values.rewriteValue(value, { read: (read) => this.#read(read, workflow) });
    known.set(value, stored);
    return stored;
  }

  test(test: values.Test, workflow: PlacedWorkflow): Test {
    return values.rewriteTest(test, { read: (read) => this.#read(read, workflow) });
  }

  arguments({ members, merged, lifted }: values.CallArguments, workflow: PlacedWorkflow): CallArguments {
    const stored = this.members(members, workflow);
    return {
      members: stored,
      ...(merged === undefined ? {} : { merged: this.value(merged, workflow) }),
      ...(lifted === undefined ? {} : { lifted }),
    };
  }

  members(members: readonly values.ObjectMember[], workflow: PlacedWorkflow): readonly ObjectMember[] {
    return members.map((member) => ({ ...member, value: this.value(member.value, workflow) }));
  }

  #read(read: values.Read, workflow: PlacedWorkflow): StoredValue {
    const { from } = read;
    if (from.kind === 'response' || from.kind === 'item') return { ...read, from };
    const located = locate(workflow, from.via);
    if (located === undefined) throw new Error(`flow: nothing runs ${JSON.stringify(from.via)}`);
    if (located.kind === 'site') return this.#copied(read, located.site, { ...from, via: located.rest });
    if (from.kind === 'input') return this.#input(read, from.name, located.workflow);
    const step = located.workflow.steps.get(from.step);
    if (step === undefined) throw new Error(`flow: there is no step ${from.step}`);
    return { ...read, from: { kind: 'output', variable: step.variable, step: from.step, name: from.name } };
  }

  #input(read: values.Read, name: string, workflow: PlacedWorkflow): StoredValue {
    if (!isSecretInput(workflow, name)) {
      const personal = isPersonalInput(workflow, name);
      return { ...read, from: { kind: 'input', variable: workflow.inputsVariable, name, personal } };
    }
    const { handed } = workflow;
    if (handed === undefined) {
      const reference = workflow.references.get(name)?.variable;
      return { ...read, from: { kind: 'secret', name, ...(reference === undefined ? {} : { reference }) } };
    }
    const given = handed.given.get(name);
    const value: StoredValue = given === undefined ? { kind: 'nothing' } : this.value(given, handed.by);
    if (this.#sizeOf(value) <= MOST_PARTS) return { ...read, from: { kind: 'expression', name, value, secret: true } };
    const message = 'with all that it refers to, this value is too large for a definition';
    this.#context.report(diagnostic('definition-too-large', read.place, message));
    return { kind: 'nothing' };
  }

  /** A slot of a shared workflow, copied when it comes back: when it is run again, it stands for something else. */
  #copied(read: values.Read, site: Site, slot: values.Slot & { readonly kind: 'input' | 'output' }): StoredValue {
    const via = slot.via.map((run) => ('step' in run ? run.step : `before ${run.before}`));
    const name = [...via, slot.kind === 'input' ? 'inputs' : slot.step, slot.name].join('.');
    const copies = this.copies.get(site) ?? new Map<string, values.Read>();
    this.copies.set(site, copies);
    const inner: values.Read = { ...read, from: slot, path: [] };
    if (!copies.has(name)) copies.set(name, inner);
    const step = site.name.split(' / ').at(-1) ?? site.name;
    return { ...read, from: { kind: 'output', variable: site.variable, step, name } };
  }

  /** The size of a value with what its secrets stand for. */
  #sizeOf(value: StoredValue): number {
    const known = this.#sizes.get(value);
    if (known !== undefined) return known;
    let size = values.weightOf(value);
    for (const { from } of values.readsOf(value)) if (from.kind === 'expression') size += this.#sizeOf(from.value);
    this.#sizes.set(value, size);
    return size;
  }
}
