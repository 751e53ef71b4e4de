import type { AcceptedInput, HandedInputs, Read, Rule } from '../plan.ts';
import { placeOf } from '../source/index.ts';
import { assigning, type Draft, type Hop, hop, toNode } from './draft.ts';
import type { PlacedWorkflow, Run, Site } from './placed.ts';
import type { Store } from './store.ts';

/** The transition into a workflow: its inputs are checked, the workflows in `dependsOn` run, then its first step. */
export function enter(run: Run): Hop {
  if (run.kind === 'inline') return enterWorkflow(run.workflow);
  return assigning([{ kind: 'enter', site: run.site }], enterWorkflow(run.site.workflow));
}

export function enterWorkflow(workflow: PlacedWorkflow): Hop {
  return workflow.inputs.schema === undefined ? behindInputs(workflow) : toNode(workflow, 'accept');
}

function behindInputs(workflow: PlacedWorkflow): Hop {
  return hop({ kind: 'before', workflow, index: 0 });
}

/** All nodes that belong to a workflow and to none of its steps, whether something leads to them or not. */
export function workflowDrafts(workflow: PlacedWorkflow, store: Store): readonly Draft[] {
  const { bound, inputs, shared } = workflow;
  const { workflow: written } = bound.frame;
  const prefix = workflow.within.at(-1)?.prefix ?? '';
  const drafts: Draft[] = [
    {
      role: 'start',
      wanted: 'Start',
      node: { kind: 'pass', place: placeOf(written.node), next: enterWorkflow(workflow) },
    },
    {
      role: 'succeed',
      wanted: `${prefix}${written.id.value} succeeded`,
      node: { kind: 'succeed', place: placeOf(written.id.node), outputs: store.members(bound.outputs, workflow) },
    },
  ];
  if (inputs.schema !== undefined) drafts.push(...inputDrafts(workflow, inputs.schema, prefix, store));
  if (shared?.back !== undefined) drafts.push(backDraft(workflow, shared.back, shared.sites, prefix));
  return drafts;
}

function inputDrafts(
  workflow: PlacedWorkflow,
  schema: NonNullable<PlacedWorkflow['inputs']['schema']>,
  prefix: string,
  store: Store,
): readonly Draft[] {
  const { workflow: written } = workflow.bound.frame;
  const place = placeOf(written.inputs ?? written.node);
  const [check, reject] =
    prefix === '' ? ['Check inputs', 'Inputs rejected'] : [`${prefix}inputs`, `${prefix}inputs rejected`];
  const handed = handedInputs(workflow, store);
  const onward = behindInputs(workflow);
  const accepted = workflow.shared === undefined ? assigning([{ kind: 'inputs', workflow }], onward) : onward;
  return [
    {
      role: 'accept',
      wanted: check,
      node: {
        kind: 'accept',
        place,
        schema,
        handed,
        inputs: acceptedInputs(workflow),
        accepted,
        rejected: toNode(workflow, 'reject'),
      },
    },
    {
      role: 'reject',
      wanted: reject,
      node: {
        kind: 'fail',
        place,
        reason: { kind: 'inputsRejected', workflow: written.id.value, schema, handed },
      },
    },
  ];
}

function handedInputs({ handed, shared, inputsVariable }: PlacedWorkflow, store: Store): HandedInputs {
  if (shared !== undefined) return { kind: 'variable', variable: inputsVariable };
  if (handed === undefined) return { kind: 'execution' };
  const members = [...handed.given].map(([name, value]) => ({
    name,
    value: store.value(value, handed.by),
    required: false,
  }));
  return { kind: 'given', members };
}

/** The inputs that a workflow declares, in the order of the document. */
function acceptedInputs(workflow: PlacedWorkflow): readonly AcceptedInput[] {
  const { inputs, references, secrets, personal } = workflow;
  const instead = new Map(
    [...references.values()].flatMap(({ input, reference }) => [
      [input, reference],
      [reference, input],
    ]),
  );
  return (inputs.schema?.properties ?? []).map(({ name, required, schema }) => {
    const mark = secrets.has(name) ? 'secret' : personal.has(name) ? 'personal' : undefined;
    const given = mark === 'secret' ? undefined : inputs.declared.get(name)?.default;
    const other = instead.get(name);
    return {
      name,
      types: schema.types ?? [],
      required,
      ...(given === undefined ? {} : { default: given }),
      ...(other === undefined ? {} : { insteadOf: other }),
      ...(mark === undefined ? {} : { mark }),
    };
  });
}

/** The Choice at the end of a shared workflow: back to the place that has run it. */
function backDraft(workflow: PlacedWorkflow, back: string, sites: readonly Site[], prefix: string): Draft {
  const place = placeOf(workflow.bound.frame.workflow.id.node);
  const caller: Read = {
    kind: 'read',
    from: { kind: 'own', variable: back },
    path: [],
    certain: true,
    sensitive: false,
    place,
    type: 'string',
  };
  const leave = (site: Site) => hop(site.end, { kind: 'leave', site });
  const rules = sites.map((site): Rule<Hop> => {
    const right = { kind: 'literal', value: site.name } as const;
    return {
      comment: site.name,
      test: { kind: 'compare', operator: '==', left: caller, right, mode: 'strict' },
      next: leave(site),
    };
  });
  const last = sites.at(-1);
  if (last === undefined) throw new Error(`flow: nothing runs ${prefix}`);
  return {
    role: 'back',
    wanted: `${prefix}back`,
    node: {
      kind: 'decide',
      on: 'response',
      place,
      rules: rules.slice(0, -1),
      otherwise: leave(last),
      back: { variable: back, sites: sites.map(({ name }) => name) },
    },
  };
}
