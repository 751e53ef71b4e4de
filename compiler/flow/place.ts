import {
  type BoundAction,
  type BoundRun,
  type BoundStep,
  type BoundWorkflow,
  type InputSlot,
  runKey,
} from '../bind/index.ts';
import { diagnostic } from '../diagnostics/index.ts';
import type { Context } from '../frames/index.ts';
import type { CalledWorkflow } from '../plan.ts';
import { placeOf } from '../source/index.ts';
import type { Names } from './names.ts';
import {
  type Handed,
  isTimed,
  type PlacedStep,
  type PlacedWorkflow,
  type Run,
  type Shared,
  type Site,
  type Target,
  type TimedStep,
} from './placed.ts';
import { secretReferences, withReferences } from './secretReferences.ts';
import { readsSecret } from './sensitivity.ts';
import { type Sharing, sharingOf } from './sharing.ts';

/** Steps of workflows that are run: more would never fit into a definition. */
const MOST_STEPS = 2000;

/**
 * Puts a workflow, and those that it runs, at their places in its machine. Undefined where they are too many for one
 * (reported).
 */
export function placeWorkflow(bound: BoundWorkflow, names: Names, context: Context): PlacedWorkflow | undefined {
  const { workflow } = bound.frame;
  const placer: Placer = { names, context, sharing: sharingOf(bound), shared: new Map(), left: { steps: MOST_STEPS } };
  const references = secretReferences(bound.frame.inputs, context.options, names);
  const root = place({ bound, prefix: '', within: [], timed: [], references, end: succeeding }, placer);
  if (placer.left.steps >= 0) return root;
  return context.report(
    diagnostic(
      'definition-too-large',
      placeOf(workflow.id.node),
      `the workflows that \`${workflow.id.value}\` calls, and those that they call, are too many for one machine`,
      'Called workflows become a part of the machine: call fewer, or split the workflow.',
    ),
  );
}

interface Placer {
  readonly names: Names;
  readonly context: Context;
  readonly sharing: Sharing;
  /** The workflows that stand once, by how they are run. */
  readonly shared: Map<string, Map<BoundWorkflow, Standing>>;
  readonly left: { steps: number };
}

/** A shared workflow while places that run it are still added. */
interface Standing {
  readonly workflow: PlacedWorkflow;
  readonly sites: Site[];
}

interface Request {
  readonly bound: BoundWorkflow;
  readonly prefix: string;
  readonly within: readonly CalledWorkflow[];
  readonly timed: readonly TimedStep[];
  readonly references: PlacedWorkflow['references'];
  readonly handed?: Handed;
  readonly caller?: PlacedStep;
  readonly shared?: Shared;
  /** Inputs that the workflows around it mark by what they send of them, in its own words. */
  readonly marked?: Marked;
  /** What its end leads to. */
  readonly end: (workflow: PlacedWorkflow) => Target;
}

interface Marked {
  readonly secrets: readonly InputSlot[];
  readonly personal: readonly InputSlot[];
}

/** What a workflow marks of the inputs of one that it runs. */
function markedInside({ secrets, personal }: Marked, run: string): Marked {
  const inside = (slots: readonly InputSlot[]) =>
    slots.flatMap(({ via: [first, ...via], ...slot }) =>
      first !== undefined && runKey(first) === run ? [{ ...slot, via }] : [],
    );
  return { secrets: inside(secrets), personal: inside(personal) };
}

const succeeding = (of: PlacedWorkflow): Target => ({ kind: 'node', of, role: 'succeed' });

function place({ bound, prefix, end, marked, ...rest }: Request, placer: Placer): PlacedWorkflow {
  const { names, context } = placer;
  const { inputs, workflow: written } = bound.frame;
  const steps = new Map<string, PlacedStep>();
  const runs = new Map<string | BoundAction, Run>();
  const marks: Marked = {
    secrets: [...bound.secrets, ...(marked?.secrets ?? [])],
    personal: [...bound.personal, ...(marked?.personal ?? [])],
  };
  const own = (slots: readonly InputSlot[]) => slots.flatMap(({ via, name }) => (via.length === 0 ? [name] : []));
  const isCompiled = rest.handed === undefined && rest.shared === undefined;
  const optional = isCompiled ? (context.options.secrets ?? []).filter((name) => inputs.declared.has(name)) : [];
  const secrets = new Set([...own(marks.secrets), ...rest.references.keys(), ...optional]);
  const placed: PlacedWorkflow = {
    ...rest,
    bound,
    inputs: withReferences(inputs, rest.references, written.inputs ?? written.node),
    inputsVariable: names.variable(`${prefix}inputs`),
    steps,
    runs,
    secrets,
    personal: new Set(own(marks.personal)),
    get end() {
      return end(placed);
    },
  };
  if (placer.left.steps < 0) return placed;
  for (const [index, run] of bound.before.entries()) {
    const id = run.workflow.frame.workflow.id.value;
    const after: Target = { kind: 'before', workflow: placed, index: index + 1 };
    const key = runKey({ before: index });
    const at = { how: 'calls', prefix: `${prefix}${id} / `, end: after, by: placed } as const;
    runs.set(key, runAt(run, { ...at, marked: markedInside(marks, key) }, placer));
  }
  for (const step of bound.steps) {
    const label = `${prefix}${step.of.step.id.value}`;
    steps.set(step.of.step.id.value, {
      bound: step,
      workflow: placed,
      state: names.state(label),
      variable: names.variable(label),
      ...deadlineOf(step, label, names),
    });
  }
  for (const [id, step] of steps) {
    const { runs: what, onSuccess, onFailure } = step.bound;
    for (const action of [...onSuccess, ...onFailure]) {
      if (action.run === undefined) continue;
      const how = action.action.type === 'goto' ? 'goes' : 'calls';
      const end: Target = { kind: 'step', step, by: 'retry' };
      runs.set(
        action,
        runAt(action.run, { how, prefix: `${prefix}${id} / ${action.action.name.value} / `, end, by: placed }, placer),
      );
    }
    if (what.kind === 'workflow') {
      const key = runKey({ step: id });
      const at = { how: 'calls', prefix: `${prefix}${id} / `, end: { kind: 'after', step }, by: placed } as const;
      runs.set(key, runAt(what.run, { ...at, marked: markedInside(marks, key), caller: step }, placer));
    }
  }
  return placed;
}

/** A place that runs a workflow. */
interface At {
  readonly how: 'calls' | 'goes';
  /** What the names of the states begin with that the workflow becomes here. */
  readonly prefix: string;
  readonly end: Target;
  readonly by: PlacedWorkflow;
  /** The step that calls it, if one does. */
  readonly caller?: PlacedStep;
  readonly marked?: Marked;
}

/** Places a workflow where it is run, or finds the place where it stands for all who run it. */
function runAt({ workflow: bound, given }: BoundRun, at: At, placer: Placer): Run {
  const { how, prefix, end, by, caller, marked } = at;
  const handed = { by, given };
  if (isShared(bound, how, handed, caller, placer)) {
    const { workflow, sites } = stand(bound, how, placer);
    const variable = caller?.variable ?? placer.names.variable(prefix);
    const site: Site = { workflow, name: prefix.replace(/ \/ $/, ''), handed, variable, end };
    sites.push(site);
    return { kind: 'shared', site };
  }
  placer.left.steps -= bound.steps.length;
  const workflow = place(
    {
      bound,
      prefix,
      within: [...by.within, { prefix, workflowId: bound.frame.workflow.id.value }],
      timed: [...by.timed, ...(caller !== undefined && isTimed(caller) ? [caller] : [])],
      references: new Map(),
      handed,
      ...(caller === undefined ? {} : { caller }),
      ...(marked === undefined ? {} : { marked }),
      end: how === 'goes' ? succeeding : () => end,
    },
    placer,
  );
  return { kind: 'inline', workflow };
}

/** The time that a step has for the workflow that it calls, if the document says so. */
function deadlineOf({ of: { step }, runs }: BoundStep, label: string, names: Names): Pick<PlacedStep, 'deadline'> {
  if (step.timeout === undefined || runs.kind === 'call') return {};
  const { milliseconds } = step.timeout;
  return { deadline: { variable: names.variable(`${label}_deadline`), milliseconds, step: label } };
}

/**
 * Whether a place runs the workflow that stands once. A secret is not handed to it, since it would have to be kept in a
 * variable; and where failure actions or a timeout count for its steps, they have to be those of one place.
 */
function isShared(
  bound: BoundWorkflow,
  how: 'calls' | 'goes',
  { by, given }: Handed,
  caller: PlacedStep | undefined,
  { sharing }: Placer,
): boolean {
  if (!(how === 'goes' ? sharing.goneTo : sharing.called).has(bound)) return false;
  if ([...given.values()].some((value) => readsSecret(value, by))) return false;
  if (by.timed.length > 0 || (caller !== undefined && isTimed(caller))) return false;
  return caller === undefined || !hasFailureActions(caller);
}

function hasFailureActions({ bound, workflow }: PlacedStep): boolean {
  return bound.onFailure.length > 0 || (workflow.caller !== undefined && hasFailureActions(workflow.caller));
}

/** The place of a workflow that stands once. */
function stand(bound: BoundWorkflow, how: 'calls' | 'goes', placer: Placer): Standing {
  const standing = placer.shared.get(how) ?? new Map<BoundWorkflow, Standing>();
  placer.shared.set(how, standing);
  const known = standing.get(bound);
  if (known !== undefined) return known;
  placer.left.steps -= bound.steps.length;
  const id = bound.frame.workflow.id.value;
  const prefix = `${id} / `;
  const sites: Site[] = [];
  const comesBack = how === 'calls';
  const workflow = place(
    {
      bound,
      prefix,
      within: [{ prefix, workflowId: id }],
      timed: [],
      references: new Map(),
      shared: { sites, ...(comesBack ? { back: placer.names.variable(`${prefix}back`) } : {}) },
      end: comesBack ? (of) => ({ kind: 'node', of, role: 'back' }) : succeeding,
    },
    placer,
  );
  const made = { workflow, sites };
  standing.set(bound, made);
  return made;
}
