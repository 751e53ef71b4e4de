import type { BoundAction } from './bindDecisions.ts';
import type { Binder } from './binder.ts';
import type { Frame, StepScope } from './frame.ts';
import type { Loop } from './loops.ts';
import type { Names } from './names.ts';
import type { Edge, Owner, PlanNode } from './plan.ts';
import type { StepPlan } from './stepPlan.ts';

/** What the end of a frame leads to, and the failure actions of the steps around it. */
export interface Surroundings {
  readonly end: () => Edge;
  readonly outer: readonly BoundAction[];
}

/**
 * The graph while it is made. Nodes are asked for by what they belong to and their role there; the first time a node is
 * asked for its name is taken and its making queued, so that neither circles nor ten thousand steps are a matter of depth.
 */
export class Graph {
  readonly nodes = new Map<string, PlanNode>();
  readonly surroundings = new Map<Frame, Surroundings>();
  readonly plans = new Map<StepScope, StepPlan>();
  readonly loops = new Map<Frame, ReadonlyMap<BoundAction, Loop>>();
  /** The same by the step that each goes back to. */
  readonly heads = new Map<Frame, ReadonlyMap<StepScope, readonly BoundAction[]>>();
  /** Steps that something leads to. */
  readonly entered = new Set<StepScope>();
  readonly binder: Binder;
  readonly names: Names;
  /** For each node, what it belongs to. */
  readonly owners = new Map<string, Owner>();
  readonly #asked = new Map<Owner, Map<string, string>>();
  #queue: (() => void)[] = [];

  constructor(binder: Binder, names: Names) {
    this.binder = binder;
    this.names = names;
  }

  /** The name of the node that has this role; makes it when it is asked for first. */
  once(owner: Owner, role: string, wanted: string, make: (name: string) => PlanNode): string {
    return this.#named(owner, role, () => this.names.state(wanted), make);
  }

  /** As `once`, for a node whose name is already taken. */
  onceNamed(owner: Owner, role: string, name: string, make: (name: string) => PlanNode): string {
    return this.#named(owner, role, () => name, make);
  }

  #named(owner: Owner, role: string, take: () => string, make: (name: string) => PlanNode): string {
    const roles = this.#asked.get(owner) ?? new Map<string, string>();
    this.#asked.set(owner, roles);
    const known = roles.get(role);
    if (known !== undefined) return known;
    const name = take();
    roles.set(role, name);
    this.owners.set(name, owner);
    this.#queue.push(() => this.nodes.set(name, make(name)));
    return name;
  }

  /** Makes what was asked for, and what that asks for. */
  finish(): void {
    while (this.#queue.length > 0) {
      const tasks = this.#queue;
      this.#queue = [];
      for (const task of tasks) task();
    }
  }
}
