import type { Frame, InputProperty } from '../plan/index.ts';
import type { Json } from '../source/index.ts';

/** An input of a workflow, as it is checked. */
export interface AcceptedInput {
  readonly name: string;
  /** The JSON types that it may have; empty: any. */
  readonly types: readonly string[];
  readonly required: boolean;
  readonly default?: Json;
  readonly mark?: 'secret' | 'personal';
}

/** The inputs that a workflow declares, in the order of the document. */
export function acceptedInputs(frame: Frame, properties: readonly InputProperty[]): readonly AcceptedInput[] {
  return properties.map(({ name, required, schema }) => {
    const mark = frame.secrets.has(name) ? 'secret' : frame.personal.has(name) ? 'personal' : undefined;
    const given = mark === 'secret' ? undefined : frame.inputs.declared.get(name)?.default;
    return {
      name,
      types: schema.types ?? [],
      required,
      ...(given === undefined ? {} : { default: given }),
      ...(mark === undefined ? {} : { mark }),
    };
  });
}
