import type { InputsSchema } from '../frames/index.ts';
import type { HandedMember, Read, Value } from '../plan.ts';
import { placeOf } from '../source/index.ts';
import { rewriteValue } from '../values/index.ts';
import type { Handed, PlacedWorkflow } from './placed.ts';
import { idOf, referencesIn } from './secretDrafts.ts';
import { type InputReference, nameOfReference } from './secretReferences.ts';
import type { Store } from './store.ts';

/** What a called workflow is handed, and by which names secrets that are given by reference stand in for its inputs. */
export interface HandedSecrets {
  readonly members: readonly HandedMember[];
  readonly references: ReadonlyMap<string, InputReference>;
}

/**
 * What a called workflow is handed. Where a secret goes into an input that was given to the machine by reference, nobody
 * has read it yet when the inputs are checked: then its id stands in for that input, as it did for the machine's own.
 * @param schema what is asked of the workflow's inputs
 * @param root the machine's workflow, whose secrets are given by reference
 */
export function handedSecrets(
  { by, given }: Handed,
  schema: InputsSchema,
  root: PlacedWorkflow,
  store: Store,
): HandedSecrets {
  const references = new Map<string, InputReference>();
  const taken = new Set(schema.properties.map(({ name }) => name));
  const members = [...given].map(([name, written]): HandedMember => {
    const value = store.value(written, by);
    const sent = referencesIn([value], root);
    if (sent.length === 0) return { name, value, required: false };
    const reference = nameOfReference(name, taken);
    taken.add(reference);
    references.set(name, { input: name, reference });
    const ids = sent.map((secret) => idOf(secret, placeOf(by.bound.frame.workflow.id.node)));
    return { name, value: asGiven(value), required: false, byReference: { name: reference, ids } };
  });
  return { members, references };
}

/** A value of secrets as they were given themselves. */
function asGiven(value: Value): Value {
  return rewriteValue(value, {
    read: (read): Read => {
      const { from } = read;
      if (from.kind === 'secret') return { ...read, from: { kind: 'secret', name: from.name } };
      return from.kind === 'expression' ? { ...read, from: { ...from, value: asGiven(from.value) } } : read;
    },
  });
}
