import { awsOperation } from '../apis/index.ts';
import type { Place } from '../diagnostics/index.ts';
import { isSecret, type Read, type Value } from '../plan.ts';
import { placeOf } from '../source/index.ts';
import { type CallArguments, readsOf } from '../values/index.ts';
import { type Draft, type Hop, hop, toNode } from './draft.ts';
import type { PlacedStep, PlacedWorkflow } from './placed.ts';
import { retriersOf } from './retriers.ts';
import type { SecretReference } from './secretReferences.ts';
import type { StepPlans } from './stepPlan.ts';
import { callTimeout } from './timeouts.ts';

/** A secret that a step sends, and the workflow whose input it is. */
export interface SentSecret {
  readonly reference: SecretReference;
  readonly of: PlacedWorkflow;
}

/** The secrets that a call sends and that can be given by reference. */
export function referencesSent(sent: CallArguments<Read['from']>, root: PlacedWorkflow): readonly SentSecret[] {
  return referencesIn(
    [...sent.members.map(({ value }) => value), ...(sent.merged === undefined ? [] : [sent.merged])],
    root,
  );
}

/** The secrets that values are made of and that can be given by reference. */
export function referencesIn(values: readonly Value[], root: PlacedWorkflow): readonly SentSecret[] {
  const found = new Set<SecretReference>();
  const look = (from: Read['from']): void => {
    if (from.kind === 'expression') for (const read of readsOf(from.value)) look(read.from);
    const reference = from.kind === 'secret' ? root.references.get(from.name) : undefined;
    if (reference !== undefined) found.add(reference);
  };
  for (const value of values) for (const read of readsOf(value)) if (isSecret(read)) look(read.from);
  return [...found].map((reference) => ({ reference, of: root }));
}

/**
 * The id that stands in for a secret, where it is given by reference.
 * @param place what in the document it is read for
 */
export function idOf({ reference, of }: SentSecret, place: Place): Read {
  return {
    kind: 'read',
    from: { kind: 'input', variable: of.inputsVariable, name: reference.reference, personal: false },
    path: [],
    certain: false,
    sensitive: false,
    place,
    type: 'string',
  };
}

/** The role of the node that asks whether a secret is given by reference. */
export function roleOfReference({ reference }: SentSecret): string {
  return `by reference ${reference.input}`;
}

/** What comes before a call that sends secrets: those that are given by reference are read, right before they are sent. */
export function secretDrafts(step: PlacedStep, sent: readonly SentSecret[], plans: StepPlans): readonly Draft[] {
  return sent.flatMap((secret, index) => {
    const following = sent[index + 1];
    const next = toNode(step, following === undefined ? 'call' : roleOfReference(following));
    return readDrafts(step, secret, next, plans);
  });
}

function readDrafts(step: PlacedStep, secret: SentSecret, next: Hop, { context }: StepPlans): readonly Draft[] {
  const { reference } = secret;
  const { step: written } = step.bound.of;
  const place = placeOf(written.id.node);
  const role = `read ${reference.input}`;
  const id = idOf(secret, place);
  const operation = awsOperation('secretsmanager', 'GetSecretValue', context.options.models);
  return [
    {
      role: roleOfReference(secret),
      wanted: `${step.state}: ${reference.input} by reference?`,
      node: {
        kind: 'decide',
        on: 'response',
        place,
        rules: [{ test: { kind: 'exists', value: id }, next: toNode(step, role) }],
        otherwise: next,
      },
    },
    {
      role,
      wanted: `${step.state}: read ${reference.input}`,
      node: {
        kind: 'call',
        comment: `Read ${reference.input} from AWS Secrets Manager; the next call sends it, and nothing keeps it.`,
        place,
        operation,
        arguments: { members: [{ name: 'SecretId', value: id, required: true }] },
        timeoutSeconds: callTimeout(written, operation, context.options),
        retry: retriersOf({ operation, repeatable: true }, context),
        catch: [],
        next: hop(next.to, { kind: 'secret', reference }),
      },
    },
  ];
}
