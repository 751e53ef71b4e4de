import type { Frame, InputProperty } from '../plan/index.ts';
import type { Json } from '../source/index.ts';

/** An input of a workflow, as it is checked. */
export interface AcceptedInput {
  readonly name: string;
  /** The JSON types that it may have; empty: any. */
  readonly types: readonly string[];
  readonly required: boolean;
  readonly default?: Json;
  /** The one of the two that is given instead, where a secret can be given by reference: `password`, `passwordSecretId`. */
  readonly insteadOf?: string;
  readonly mark?: 'secret' | 'personal';
}

/** The inputs that a workflow declares, in the order of the document. */
export function acceptedInputs(frame: Frame, properties: readonly InputProperty[]): readonly AcceptedInput[] {
  const instead = new Map(
    [...frame.references.values()].flatMap(({ input, reference }) => [
      [input, reference],
      [reference, input],
    ]),
  );
  return properties.map(({ name, required, schema }) => {
    const mark = frame.secrets.has(name) ? 'secret' : frame.personal.has(name) ? 'personal' : undefined;
    const given = mark === 'secret' ? undefined : frame.inputs.declared.get(name)?.default;
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
