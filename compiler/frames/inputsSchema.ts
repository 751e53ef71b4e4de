import type { Json } from '../source/index.ts';

/** The inputs' JSON Schema as it is checked, references resolved. */
export interface InputsSchema extends ObjectSchema {
  /** Secrets that can be given by reference. */
  readonly alternatives?: readonly SecretAlternative[];
  /** What is asked of the inputs beside that, by keywords that combine schemas or count members. */
  readonly whole?: ValueSchema;
  /** Schemas that contain themselves, by their names. */
  readonly recursive?: ReadonlyMap<string, ValueSchema>;
}

/** What is asked of an object's members, each by its name. */
export interface ObjectSchema {
  readonly properties: readonly InputProperty[];
  /** No other members are allowed (`additionalProperties: false`). */
  readonly closed: boolean;
}

/** A secret input, and the input that takes its place: the id of a stored secret. At most one of them may be given. */
export interface SecretAlternative {
  /** For example `password`. */
  readonly secret: string;
  /** For example `passwordSecretId`. */
  readonly reference: string;
  /** Exactly one of them must be given. */
  readonly required: boolean;
  /** The secret is a JSON object, and this member of it is meant; absent: its text is. */
  readonly key?: string;
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
  /** Only where the option `formats` asks that it be checked. */
  readonly format?: CheckedFormat;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: ValueSchema;
  readonly object?: ObjectSchema;
  /** Members that have to be there; `object` says the same of those that it describes. */
  readonly required?: readonly string[];
  readonly all?: readonly ValueSchema[];
  readonly any?: readonly ValueSchema[];
  readonly one?: readonly ValueSchema[];
  readonly not?: ValueSchema;
  readonly when?: { readonly condition: ValueSchema; readonly met?: ValueSchema; readonly unmet?: ValueSchema };
  /** The first items, one schema each (`prefixItems`); `items` speaks of those behind them. */
  readonly prefix?: readonly ValueSchema[];
  readonly contains?: { readonly schema: ValueSchema; readonly least: number; readonly most?: number };
  readonly unique?: true;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly names?: ValueSchema;
  readonly patterns?: readonly { readonly pattern: string; readonly schema: ValueSchema }[];
  /** Members that neither `known` nor a pattern names (`additionalProperties`). */
  readonly additional?: { readonly known: readonly string[]; readonly schema: ValueSchema };
  readonly dependents?: readonly {
    readonly name: string;
    readonly required?: readonly string[];
    readonly schema?: ValueSchema;
  }[];
  /** Items, and members, that nothing else in the schema speaks of (JSON Schema 2020-12 Core, section 11). */
  readonly unevaluatedItems?: ValueSchema;
  readonly unevaluatedProperties?: ValueSchema;
  /** The name of a schema that contains itself, which is asked of the value, too. */
  readonly recursion?: string;
  /** An annotation: what stands in for an input that is absent. */
  readonly default?: Json;
}

/** Formats (JSON Schema 2020-12 Validation, section 7.3) that can be checked. */
export type CheckedFormat = 'date' | 'date-time' | 'email' | 'uri' | 'uuid';

export type SchemaType = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | 'null';
