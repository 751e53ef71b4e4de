import { type Read, type Run, readsOf, rewriteValue, type Value } from '../values/index.ts';
import type { BoundRun, InputSlot } from './bound.ts';

/** Which workflow a workflow runs, as a key. */
export function runKey(run: Run): string {
  return 'step' in run ? `step ${run.step}` : `before ${run.before}`;
}

/** The inputs of a workflow that are found to be secret or personal while it is bound. */
export class Marks {
  /** The workflows that it runs, as far as they are bound. */
  readonly runs = new Map<string, BoundRun>();
  readonly #secrets = new Map<string, InputSlot>();
  readonly #personal = new Map<string, InputSlot>();

  get secrets(): readonly InputSlot[] {
    return [...this.#secrets.values()];
  }

  get personal(): readonly InputSlot[] {
    return [...this.#personal.values()];
  }

  /** Marks an input, and those that a called workflow was handed for it. */
  mark(slot: InputSlot, as: 'secret' | 'personal'): void {
    const marked = as === 'secret' ? this.#secrets : this.#personal;
    for (const each of inputsBehind(slot, this.runs))
      marked.set(`${each.via.map(runKey).join('\n')}\n${each.name}`, each);
  }

  /** Adds a workflow that is run. */
  add(run: Run, bound: BoundRun): void {
    this.runs.set(runKey(run), bound);
    this.hand(bound);
  }

  /** What a workflow takes as a secret, or as something personal, is that where it comes from. */
  hand({ workflow, given }: BoundRun): void {
    for (const as of ['secrets', 'personal'] as const) {
      for (const { via, name } of workflow[as]) {
        const value = via.length === 0 ? given.get(name) : undefined;
        if (value !== undefined) this.markReads(value, as === 'secrets' ? 'secret' : 'personal');
      }
    }
  }

  /** Marks the inputs that a value reads. */
  markReads(value: Value, as: 'secret' | 'personal'): void {
    for (const { from } of readsOf(value)) if (from.kind === 'input') this.mark(from, as);
  }
}

/** An input, and the inputs in what a called workflow was handed for it. */
function* inputsBehind(slot: InputSlot, runs: ReadonlyMap<string, BoundRun>): Generator<InputSlot> {
  yield slot;
  const given = givenFor(slot, runs);
  if (given === undefined) return;
  for (const { from } of readsOf(given)) if (from.kind === 'input') yield* inputsBehind(from, runs);
}

/** What a called workflow was handed for an input. */
function givenFor(
  { via: [run, ...inner], ...slot }: InputSlot,
  runs: ReadonlyMap<string, BoundRun>,
): Value | undefined {
  const bound = run === undefined ? undefined : runs.get(runKey(run));
  if (run === undefined || bound === undefined) return undefined;
  if (inner.length === 0) return bound.given.get(slot.name);
  const given = givenFor({ ...slot, via: inner }, bound.workflow.runs);
  return given === undefined ? undefined : within(given, run);
}

/** A value of a workflow in the words of the one that runs it. */
export function within(value: Value, run: Run): Value {
  return rewriteValue(value, {
    read: (read): Read => {
      const { from } = read;
      const inside = from.kind === 'input' || from.kind === 'output';
      return inside ? { ...read, from: { ...from, via: [run, ...from.via] } } : read;
    },
  });
}
