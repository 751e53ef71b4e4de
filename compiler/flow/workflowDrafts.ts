import type { InputsSchema } from '../frames/index.ts';
import type { AcceptedInput, HandedInputs, Read, Rule } from '../plan.ts';
import { placeOf } from '../source/index.ts';
import { assigning, type Draft, type Hop, hop, toNode } from './draft.ts';
import { handedSecrets } from './handedSecrets.ts';
import type { PlacedWorkflow, Run, Site } from './placed.ts';
import { type InputReference, withReferencesInSchema } from './secretReferences.ts';
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
export function workflowDrafts(workflow: PlacedWorkflow, root: PlacedWorkflow, store: Store): readonly Draft[] {
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
  if (inputs.schema !== undefined) drafts.push(...inputDrafts(workflow, inputs.schema, prefix, root, store));
  if (shared?.back !== undefined) drafts.push(backDraft(workflow, shared.back, shared.sites, prefix));
  return drafts;
}

function inputDrafts(
  workflow: PlacedWorkflow,
  written: InputsSchema,
  prefix: string,
  root: PlacedWorkflow,
  store: Store,
): readonly Draft[] {
  const { id, inputs, node } = workflow.bound.frame.workflow;
  const place = placeOf(inputs ?? node);
  const [check, reject] =
    prefix === '' ? ['Check inputs', 'Inputs rejected'] : [`${prefix}inputs`, `${prefix}inputs rejected`];
  const { handed, schema, references } = checkedInputs(workflow, written, root, store);
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
        inputs: acceptedInputs(workflow, schema, references),
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
        reason: { kind: 'inputsRejected', workflow: id.value, schema, handed },
      },
    },
  ];
}

/** The inputs that are checked, what is asked of them, and which of them others may be given in the place of. */
interface CheckedInputs {
  readonly handed: HandedInputs;
  readonly schema: InputsSchema;
  readonly references: ReadonlyMap<string, InputReference>;
}

function checkedInputs(
  { handed, shared, inputsVariable, references }: PlacedWorkflow,
  schema: InputsSchema,
  root: PlacedWorkflow,
  store: Store,
): CheckedInputs {
  if (shared !== undefined) return { handed: { kind: 'variable', variable: inputsVariable }, schema, references };
  if (handed === undefined) return { handed: { kind: 'execution' }, schema, references };
  const secrets = handedSecrets(handed, schema, root, store);
  return {
    handed: { kind: 'given', members: secrets.members },
    schema: secrets.references.size === 0 ? schema : withReferencesInSchema(schema, secrets.references),
    references: secrets.references,
  };
}

/** The inputs that a workflow declares, in the order of the document. */
function acceptedInputs(
  { inputs, secrets, personal }: PlacedWorkflow,
  { properties }: InputsSchema,
  references: CheckedInputs['references'],
): readonly AcceptedInput[] {
  const instead = new Map(
    [...references.values()].flatMap(({ input, reference }) => [
      [input, reference],
      [reference, input],
    ]),
  );
  return properties.map(({ name, required, schema }) => {
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
