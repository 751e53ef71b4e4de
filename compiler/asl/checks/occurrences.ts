import type { Catcher, ChoiceRule, State, Template } from '../definition.ts';

/** A text that Step Functions evaluates where it is an expression. */
export interface Occurrence {
  /** For example `Arguments/Tags[0]/Key`. */
  readonly field: string;
  readonly text: string;
  /** What `$states` holds there beside `input` and `context`. */
  readonly holds: Holds;
}

export type Holds = 'result' | 'errorOutput' | undefined;

/** Every text of a state that may be an expression, in the state's order. */
export function occurrencesIn(state: State): readonly Occurrence[] {
  const found: Occurrence[] = [];
  const add = (field: string, value: Template | undefined, holds?: Holds): void => collect(value, field, holds, found);
  switch (state.Type) {
    case 'Task':
      add('Arguments', state.Arguments);
      add('TimeoutSeconds', state.TimeoutSeconds);
      add('HeartbeatSeconds', state.HeartbeatSeconds);
      for (const [at, catcher] of (state.Catch ?? []).entries()) addRule(`Catch[${at}]/`, catcher, add, 'errorOutput');
      add('Assign', state.Assign, 'result');
      add('Output', state.Output, 'result');
      break;
    case 'Choice':
      for (const [at, rule] of state.Choices.entries()) {
        add(`Choices[${at}]/Condition`, rule.Condition);
        addRule(`Choices[${at}]/`, rule, add, undefined);
      }
      add('Assign', state.Assign);
      add('Output', state.Output);
      break;
    case 'Wait':
      add('Seconds', state.Seconds);
      add('Timestamp', state.Timestamp);
      add('Assign', state.Assign);
      add('Output', state.Output);
      break;
    case 'Pass':
      add('Assign', state.Assign);
      add('Output', state.Output);
      break;
    case 'Succeed':
      add('Output', state.Output);
      break;
    case 'Fail':
      add('Error', state.Error);
      add('Cause', state.Cause);
      break;
    default:
      state satisfies never;
  }
  return found;
}

type Add = (field: string, value: Template | undefined, holds?: Holds) => void;

function addRule(at: string, { Assign, Output }: Catcher | ChoiceRule, add: Add, holds: Holds): void {
  add(`${at}Assign`, Assign, holds);
  add(`${at}Output`, Output, holds);
}

function collect(value: Template | undefined, field: string, holds: Holds, found: Occurrence[]): void {
  if (typeof value === 'string') found.push({ field, text: value, holds });
  else if (isList(value)) for (const [at, item] of value.entries()) collect(item, `${field}[${at}]`, holds, found);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) collect(member, `${field}/${name}`, holds, found);
  }
}

function isList(value: Template | undefined): value is readonly Template[] {
  return Array.isArray(value);
}
