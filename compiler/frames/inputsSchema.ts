import type { Json } from '../source/index.ts';

/** The part of an inputs' JSON Schema that is checked, `$ref`s resolved. */
export interface InputsSchema {
  readonly properties: readonly InputProperty[];
  /** No other members are allowed (`additionalProperties: false`). */
  readonly closed: boolean;
  /** Secrets that can be given by reference. */
  readonly alternatives?: readonly SecretAlternative[];
}

/** A secret input, and the input that takes its place: the id of a stored secret. At most one of them may be given. */
export interface SecretAlternative {
  /** For example `password`. */
  readonly secret: string;
  /** For example `passwordSecretId`. */
  readonly reference: string;
  /** Exactly one of them must be given. */
  readonly required: boolean;
}

export interface InputProperty {
  readonly name: string;
  readonly required: boolean;
  readonly schema: ValueSchema;
}

/** A JSON Schema (2020-12) of a value as far as it is checked; absent keywords allow anything. */
export interface ValueSchema {
  readonly never?: true;
  readonly types?: readonly SchemaType[];
  readonly oneOfValues?: readonly Json[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: ValueSchema;
  readonly object?: InputsSchema;
}

export type SchemaType = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | 'null';
