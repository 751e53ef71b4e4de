import { MOST } from '../source/index.ts';

/** What a field must hold. Texts of the form `{% ... %}` are expressions where the kind says so, and text elsewhere. */
export type Kind =
  /** Any text, never evaluated. */
  | { readonly kind: 'string' }
  /** Text, or an expression that gives one. */
  | { readonly kind: 'evaluatedString' }
  | { readonly kind: 'boolean' }
  /** An expression that gives a boolean, or one as it is. */
  | { readonly kind: 'condition' }
  | NumberKind
  | { readonly kind: 'oneOf'; readonly values: readonly (string | boolean)[] }
  /** Any JSON, whose texts may be expressions. */
  | { readonly kind: 'template' }
  /** An object of such values by the names of variables. */
  | { readonly kind: 'assignments' }
  | { readonly kind: 'errorNames' }
  /** A list of texts that are never evaluated. */
  | { readonly kind: 'strings' }
  /** The states of a machine by their names: each has the fields of its type. */
  | { readonly kind: 'states' }
  /** A machine within the state. */
  | { readonly kind: 'machine'; readonly fields: Fields }
  | { readonly kind: 'machines'; readonly fields: Fields; readonly least: number }
  /** One part of the state: where a Map has its items from, for example. */
  | { readonly kind: 'part'; readonly fields: Fields }
  /** Parts of the state: Retriers, catchers, rules. */
  | { readonly kind: 'parts'; readonly fields: Fields; readonly least: number };

/** A number within bounds, both inclusive; or, where `evaluated`, an expression that gives one. */
export interface NumberKind {
  readonly kind: 'number';
  readonly evaluated: boolean;
  readonly whole: boolean;
  readonly least: number;
  readonly most: number;
}

/** A field: what it holds, whether it must be there, and what `$states` has for it beside `input` and `context`. */
export type Field = Kind & { readonly required?: true; readonly holds?: Exclude<Holds, undefined> };

/** What `$states` may hold beside `input` and `context`. */
export type Holds = 'result' | 'errorOutput' | undefined;

/** The fields of one sort of object by name, in the order in which Step Functions evaluates them. */
export interface Fields {
  readonly [name: string]: Field;
}

/** `MaxDelaySeconds` must be less than this (AWS Step Functions, error handling). */
const MAX_DELAY_BOUND = 31_622_400;

const string = { kind: 'string' } as const;
const template = { kind: 'template' } as const;
const assignments = { kind: 'assignments' } as const;
const errorNames = { kind: 'errorNames', required: true } as const;
const queryLanguage = { kind: 'oneOf', values: ['JSONPath', 'JSONata'] } as const;

function whole(least: number, most = MOST): NumberKind {
  return { kind: 'number', evaluated: false, whole: true, least, most };
}

function evaluated(number: NumberKind): NumberKind {
  return { ...number, evaluated: true };
}

const retrier: Fields = {
  Comment: string,
  ErrorEquals: errorNames,
  IntervalSeconds: whole(1),
  MaxAttempts: whole(0),
  MaxDelaySeconds: whole(1, MAX_DELAY_BOUND - 1),
  BackoffRate: { kind: 'number', evaluated: false, whole: false, least: 1, most: Number.MAX_VALUE },
  JitterStrategy: { kind: 'oneOf', values: ['NONE', 'FULL'] },
};

const catcher: Fields = {
  Comment: string,
  ErrorEquals: errorNames,
  Assign: { ...assignments, holds: 'errorOutput' },
  Output: { ...template, holds: 'errorOutput' },
  Next: { ...string, required: true },
};

const choiceRule: Fields = {
  Comment: string,
  Condition: { kind: 'condition', required: true },
  Assign: assignments,
  Output: template,
  Next: { ...string, required: true },
};

const states = {
  StartAt: { ...string, required: true },
  States: { kind: 'states', required: true },
} as const;

/** A state machine. */
export const machineFields: Fields = {
  Comment: string,
  QueryLanguage: queryLanguage,
  Version: string,
  TimeoutSeconds: whole(1),
  ...states,
};

const branch: Fields = { Comment: string, ...states };
const processor: Fields = {
  ...branch,
  ProcessorConfig: {
    kind: 'part',
    fields: {
      Mode: { kind: 'oneOf', values: ['INLINE', 'DISTRIBUTED'] },
      ExecutionType: { kind: 'oneOf', values: ['STANDARD', 'EXPRESS'] },
    },
  },
};

/** Where a distributed Map reads its items. */
const itemReader: Fields = {
  Resource: { ...string, required: true },
  Arguments: template,
  ReaderConfig: {
    kind: 'part',
    fields: {
      InputType: { kind: 'oneOf', values: ['CSV', 'JSON', 'JSONL', 'MANIFEST', 'PARQUET'] },
      CSVHeaderLocation: { kind: 'oneOf', values: ['FIRST_ROW', 'GIVEN'] },
      CSVHeaders: { kind: 'strings' },
      CSVDelimiter: { kind: 'oneOf', values: ['COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB'] },
      ItemsPointer: string,
      ManifestType: { kind: 'oneOf', values: ['S3_INVENTORY', 'ATHENA_DATA'] },
      MaxItems: evaluated(whole(0)),
      Transformation: { kind: 'oneOf', values: ['NONE', 'LOAD_AND_FLATTEN'] },
    },
  },
};

/** How many items of a distributed Map one child execution has. */
const itemBatcher: Fields = {
  MaxItemsPerBatch: evaluated(whole(1)),
  MaxInputBytesPerBatch: evaluated(whole(1)),
  BatchInput: template,
};

/** Where a distributed Map writes what its child executions come to. */
const resultWriter: Fields = {
  Resource: string,
  Arguments: template,
  WriterConfig: {
    kind: 'part',
    fields: {
      Transformation: { kind: 'oneOf', values: ['NONE', 'COMPACT', 'FLATTEN'] },
      OutputType: { kind: 'oneOf', values: ['JSON', 'JSONL'] },
    },
  },
};

const common = { Type: { ...string, required: true }, Comment: string, QueryLanguage: queryLanguage } as const;
const leaving = { Assign: assignments, Output: template } as const;
const withResult = {
  Assign: { ...assignments, holds: 'result' },
  Output: { ...template, holds: 'result' },
} as const;
const handling = {
  Retry: { kind: 'parts', fields: retrier, least: 0 },
  Catch: { kind: 'parts', fields: catcher, least: 0 },
} as const;
const onward = { Next: string, End: { kind: 'boolean' } } as const;

const stateFields = {
  Task: {
    ...common,
    Resource: { ...string, required: true },
    Arguments: template,
    Credentials: template,
    TimeoutSeconds: evaluated(whole(1)),
    HeartbeatSeconds: evaluated(whole(1)),
    ...handling,
    ...withResult,
    ...onward,
  },
  Wait: {
    ...common,
    Seconds: evaluated(whole(0)),
    Timestamp: { kind: 'evaluatedString' },
    ...leaving,
    ...onward,
  },
  Pass: { ...common, ...leaving, ...onward },
  Succeed: { ...common, Output: template },
  Fail: { ...common, Error: { kind: 'evaluatedString' }, Cause: { kind: 'evaluatedString' } },
  Choice: {
    ...common,
    Choices: { kind: 'parts', fields: choiceRule, least: 1, required: true },
    ...leaving,
    Default: string,
  },
  Parallel: {
    ...common,
    Arguments: template,
    Branches: { kind: 'machines', fields: branch, least: 1, required: true },
    ...handling,
    ...withResult,
    ...onward,
  },
  Map: {
    ...common,
    Label: string,
    Items: template,
    ItemReader: { kind: 'part', fields: itemReader },
    ItemSelector: template,
    ItemBatcher: { kind: 'part', fields: itemBatcher },
    MaxConcurrency: evaluated(whole(0)),
    ToleratedFailurePercentage: {
      kind: 'number',
      evaluated: true,
      whole: false,
      least: 0,
      most: 100,
    },
    ToleratedFailureCount: evaluated(whole(0)),
    ItemProcessor: { kind: 'machine', fields: processor },
    Iterator: { kind: 'machine', fields: processor },
    ResultWriter: { kind: 'part', fields: resultWriter },
    ...handling,
    ...withResult,
    ...onward,
  },
} satisfies { readonly [type: string]: Fields };

/** The types of states (Amazon States Language, state types), in the order in which AWS lists them. */
export const stateTypes: readonly string[] = Object.keys(stateFields);

const byType: ReadonlyMap<unknown, Fields> = new Map(Object.entries(stateFields));

/** The fields of a state of this type in JSONata; undefined where there is no such type. */
export function fieldsOf(type: unknown): Fields | undefined {
  return byType.get(type);
}
