import type { BoundStep } from '../bind/index.ts';
import { type CalledWorkflow, type PlanNode, withEdges } from '../plan.ts';
import { afterSuccess } from './afterSuccess.ts';
import { guardRole, whenEnded, within } from './deadlines.ts';
import { assigning, type Draft, type DraftAssignment, type Hop } from './draft.ts';
import type { Names } from './names.ts';
import { isTimed, type PlacedStep, type PlacedWorkflow, type Target } from './placed.ts';
import { roleOfReference } from './secretDrafts.ts';
import { type StepDrafts, stepDrafts } from './stepDrafts.ts';
import type { StepPlans } from './stepPlan.ts';
import { enter, enterWorkflow, workflowDrafts } from './workflowDrafts.ts';

/** A transition whose target is known by its name. */
export interface Link {
  readonly to: string;
  readonly assign: readonly DraftAssignment[];
}

export type LinkedNode = PlanNode<Link>;

/** The nodes that something leads to. */
export interface LinkedGraph {
  readonly start: string;
  readonly nodes: ReadonlyMap<string, LinkedNode>;
  /** The steps that something leads to, wherever they stand. */
  readonly entered: ReadonlySet<BoundStep>;
  /** The steps whose calls are made on the way to a retry of another step. */
  readonly runFirst: ReadonlySet<BoundStep>;
  /** For each node, how often it is run where nothing loops: a shared workflow by each place that runs it. */
  readonly times: ReadonlyMap<string, number>;
}

/**
 * Links the nodes of a machine: from its start on, every symbolic target becomes the name of the node that it comes to,
 * and what is assigned on the way there is gathered. Nodes that nothing leads to are left out.
 */
export function link(root: PlacedWorkflow, plans: StepPlans, names: Names): LinkedGraph {
  const linker = new Linker(root, plans, names);
  const first = linker.follow(enterWorkflow(root));
  // Counters have to be zero before a first step that nothing comes before.
  const start = first.assign.length === 0 ? first.to : linker.name(root, 'start');
  linker.finish();
  const { nodes, entered, runFirst, times } = linker;
  return { start, nodes, entered, runFirst, times };
}

class Linker {
  readonly nodes = new Map<string, LinkedNode>();
  readonly entered = new Set<BoundStep>();
  readonly runFirst = new Set<BoundStep>();
  readonly times = new Map<string, number>();
  readonly #root: PlacedWorkflow;
  readonly #plans: StepPlans;
  readonly #names: Names;
  readonly #steps = new Map<PlacedStep, StepDrafts>();
  readonly #drafts = new Map<PlacedStep | PlacedWorkflow, ReadonlyMap<string, Draft>>();
  readonly #named = new Map<Draft, string>();
  #queue: { readonly draft: Draft; readonly name: string; readonly of: PlacedStep | PlacedWorkflow }[] = [];

  constructor(root: PlacedWorkflow, plans: StepPlans, names: Names) {
    this.#root = root;
    this.#plans = plans;
    this.#names = names;
  }

  /** The name of a node, which then is a part of the machine. */
  name(of: PlacedStep | PlacedWorkflow, role: string): string {
    const draft = this.#draftsOf(of).get(role);
    if (draft === undefined) throw new Error(`flow: there is no node ${role}`);
    const known = this.#named.get(draft);
    if (known !== undefined) return known;
    const name = draft.taken ? draft.wanted : this.#names.state(draft.wanted);
    this.#named.set(draft, name);
    this.#queue.push({ draft, name, of });
    return name;
  }

  /** Where a transition leads to in the end, with all that is assigned on the way. */
  follow({ to, assign }: Hop): Link {
    const gathered = [...assign];
    let target = to;
    while (target.kind !== 'node') {
      const next = this.#next(target);
      gathered.push(...next.assign);
      target = next.to;
    }
    const { of, role, inTime } = target;
    const first = inTime === undefined && this.#isGuarded(of, role) ? guardRole(role) : role;
    return { to: this.name(of, first), assign: gathered };
  }

  /** Whether there has to be time left for a node: for the calls in workflows that have a timeout. */
  #isGuarded(of: PlacedStep | PlacedWorkflow, role: string): boolean {
    return this.#draftsOf(of).has(guardRole(role));
  }

  /** Links what was named, and what that leads to. */
  finish(): void {
    while (this.#queue.length > 0) {
      const queue = this.#queue;
      this.#queue = [];
      for (const { draft, name, of } of queue) {
        const owner = ownerOf(of);
        if (draft.runs !== undefined) this.runFirst.add(draft.runs.bound);
        const workflow = 'state' in of ? of.workflow : of;
        this.times.set(name, timesOf(workflow));
        const node = within<Hop>({ ...draft.node, name, owner }, workflow);
        this.nodes.set(
          name,
          withEdges(node, (next) => this.follow(next)),
        );
      }
    }
  }

  #next(target: Exclude<Target, { readonly kind: 'node' }>): Hop {
    switch (target.kind) {
      case 'step':
        return this.#intoStep(target.step, target.by);
      case 'after':
        return isTimed(target.step) ? whenEnded(target.step) : afterSuccess(target.step, this.#plans);
      case 'run':
        return enter(target.run);
      case 'before':
        return this.#before(target.workflow, target.index);
      case 'end':
        return { to: target.workflow.end, assign: [] };
      default:
        return target satisfies never;
    }
  }

  /**
   * Into a step from anywhere but its own retry: what its retries have used is forgotten, and so are the rounds of the
   * loops that it heads, unless it is one of those that leads here.
   */
  #intoStep(step: PlacedStep, by: 'entry' | 'loop' | 'retry'): Hop {
    this.entered.add(step.bound);
    const own = [...this.#plans.of(step).counters.values()].filter(({ loop }) => loop === undefined);
    const headed = by === 'entry' ? this.#plans.loopCounters(step) : [];
    const counters = by === 'retry' ? [] : [...own, ...headed];
    const assign = counters.map(({ variable }) => ({ kind: 'reset', variable }) as const);
    const { runs } = step.bound;
    if (runs.kind === 'workflow') {
      const run = step.workflow.runs.get(`step ${step.bound.of.step.id.value}`);
      if (run === undefined) throw new Error(`flow: ${step.state} runs nothing`);
      const begins = isTimed(step) ? [{ kind: 'deadline', step } as const] : [];
      return assigning([...assign, ...begins], enter(run));
    }
    const { secrets } = this.#stepDrafts(step);
    // Named in this order, so that they stand in it.
    if (this.#isGuarded(step, 'call')) this.name(step, guardRole('call'));
    this.name(step, 'call');
    for (const secret of secrets.toReversed()) this.name(step, roleOfReference(secret));
    const [first] = secrets;
    return { to: { kind: 'node', of: step, role: first === undefined ? 'call' : roleOfReference(first) }, assign };
  }

  /** The workflows in `dependsOn`, one after the other, and then the first step. */
  #before(workflow: PlacedWorkflow, index: number): Hop {
    const run = workflow.runs.get(`before ${index}`);
    if (run !== undefined) return enter(run);
    const [first, ...others] = workflow.steps.values();
    if (first === undefined) return { to: { kind: 'end', workflow }, assign: [] };
    const into = this.#intoStep(first, 'entry');
    // A loop may be entered behind its head, where nothing has set its counter yet.
    const resets = others
      .flatMap((head) => this.#plans.loopCounters(head))
      .map(({ variable }) => ({ kind: 'reset', variable }) as const);
    return { to: into.to, assign: [...into.assign, ...resets] };
  }

  #draftsOf(of: PlacedStep | PlacedWorkflow): ReadonlyMap<string, Draft> {
    const known = this.#drafts.get(of);
    if (known !== undefined) return known;
    const drafts = 'state' in of ? this.#stepDrafts(of).drafts : workflowDrafts(of, this.#root, this.#plans.store);
    const byRole = new Map(drafts.map((draft) => [draft.role, draft] as const));
    this.#drafts.set(of, byRole);
    return byRole;
  }

  #stepDrafts(step: PlacedStep): StepDrafts {
    const known = this.#steps.get(step) ?? stepDrafts(step, this.#root, this.#plans);
    this.#steps.set(step, known);
    return known;
  }
}

const known = new WeakMap<PlacedWorkflow, number>();

function timesOf(workflow: PlacedWorkflow): number {
  const { shared, handed } = workflow;
  const times =
    known.get(workflow) ??
    (shared === undefined
      ? handed === undefined
        ? 1
        : timesOf(handed.by)
      : shared.sites.reduce((sum, site) => sum + timesOf(site.handed.by), 0));
  known.set(workflow, times);
  return times;
}

function ownerOf(of: PlacedStep | PlacedWorkflow): {
  readonly step?: string;
  readonly within: readonly CalledWorkflow[];
} {
  return 'state' in of ? { step: of.bound.of.step.id.value, within: of.workflow.within } : { within: of.within };
}
