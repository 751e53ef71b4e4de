/** What a field must hold; `seconds` is a number or an expression, `templates` an object of templates. */
export type Kind =
  | 'text'
  | 'number'
  | 'seconds'
  | 'true'
  | 'template'
  | 'templates'
  | 'texts'
  | 'states'
  | { readonly oneOf: readonly string[] }
  | { readonly listOf: Fields };

/** The fields of one sort of object, by name. */
export interface Fields {
  readonly must: { readonly [name: string]: Kind };
  readonly may: { readonly [name: string]: Kind };
}

const retrier: Fields = {
  must: { ErrorEquals: 'texts' },
  may: {
    IntervalSeconds: 'number',
    MaxAttempts: 'number',
    BackoffRate: 'number',
    MaxDelaySeconds: 'number',
    JitterStrategy: { oneOf: ['FULL', 'NONE'] },
  },
};
const catcher: Fields = {
  must: { ErrorEquals: 'texts', Next: 'text' },
  may: { Assign: 'templates', Output: 'template' },
};
const choiceRule: Fields = {
  must: { Condition: 'text', Next: 'text' },
  may: { Comment: 'text', Assign: 'templates', Output: 'template' },
};
const leaving = { Assign: 'templates', Output: 'template' } as const;
const onward = { Comment: 'text', ...leaving, Next: 'text', End: 'true' } as const;
const type = { Type: 'text' } as const;

/** A state machine, as far as the compiler writes it (definition.ts). */
export const machineFields: Fields = {
  must: { QueryLanguage: { oneOf: ['JSONata'] }, StartAt: 'text', States: 'states' },
  may: { Comment: 'text', TimeoutSeconds: 'number' },
};

/** The states, by their type. */
export const stateFields: { readonly [type: string]: Fields } = {
  Task: {
    must: { ...type, Resource: 'text' },
    may: {
      ...onward,
      Arguments: 'template',
      TimeoutSeconds: 'seconds',
      HeartbeatSeconds: 'seconds',
      Retry: { listOf: retrier },
      Catch: { listOf: catcher },
    },
  },
  Choice: { must: { ...type, Choices: { listOf: choiceRule } }, may: { Comment: 'text', ...leaving, Default: 'text' } },
  Pass: { must: type, may: onward },
  Wait: { must: type, may: { ...onward, Seconds: 'seconds', Timestamp: 'text' } },
  Succeed: { must: type, may: { Comment: 'text', Output: 'template' } },
  Fail: { must: type, may: { Comment: 'text', Error: 'text', Cause: 'text' } },
};
