import type { MachineDefinition } from './definition.ts';
import { EvaluationFailure } from './expression.ts';
import { isObject, type Json, toData } from './json.ts';
import { compileTemplate, type Template } from './template.ts';
import { validateDefinition } from './validate/index.ts';

/** A definition made ready to run: every expression compiled, every field of the type that it must have. */
export interface Program {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, ProgramState>;
}

/** A whole state machine made ready. */
export interface MachineProgram extends Program {
  readonly timeoutSeconds: number | undefined;
}

export type ProgramState =
  | TaskProgram
  | ParallelProgram
  | MapProgram
  | ChoiceProgram
  | PassProgram
  | WaitProgram
  | SucceedProgram
  | FailProgram;

interface Named {
  readonly name: string;
}

/** Names with the templates of their values. */
export type Assignment = readonly (readonly [name: string, value: Template])[];

/** What a state, a choice rule or a catcher may do with its result. */
export interface Yield {
  /** Where it stands in the state, as AWS's messages write it: empty for the state's own, `Catch[0]/`, `Choices[1]/`. */
  readonly location: string;
  readonly assign: Assignment | undefined;
  readonly output: Template | undefined;
}

/** The states that go on to one other state, or end their branch. */
interface Onward extends Named, Yield {
  readonly next: string | undefined;
}

/** The states whose errors can be handled. */
export interface Handling extends Onward {
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

export interface TaskProgram extends Handling {
  readonly type: 'Task';
  readonly resource: string;
  readonly arguments: Template | undefined;
  readonly credentials: Template | undefined;
  readonly timeoutSeconds: Template | undefined;
  readonly heartbeatSeconds: Template | undefined;
}

export interface ParallelProgram extends Handling {
  readonly type: 'Parallel';
  readonly arguments: Template | undefined;
  readonly branches: readonly Program[];
}

export interface MapProgram extends Handling {
  readonly type: 'Map';
  readonly items: Template | undefined;
  readonly itemSelector: Template | undefined;
  readonly maxConcurrency: Template | undefined;
  readonly toleratedFailurePercentage: Template | undefined;
  readonly toleratedFailureCount: Template | undefined;
  readonly processor: Program;
}

export interface ChoiceProgram extends Named, Yield {
  readonly type: 'Choice';
  readonly choices: readonly ChoiceRule[];
  readonly default: string | undefined;
}

export interface ChoiceRule extends Yield {
  readonly condition: Template;
  readonly next: string;
}

export interface PassProgram extends Onward {
  readonly type: 'Pass';
}

export interface WaitProgram extends Onward {
  readonly type: 'Wait';
  readonly until: { readonly field: 'Seconds' | 'Timestamp'; readonly value: Template };
}

export interface SucceedProgram extends Named {
  readonly type: 'Succeed';
  readonly output: Template | undefined;
}

export interface FailProgram extends Named {
  readonly type: 'Fail';
  readonly error: Template | undefined;
  readonly cause: Template | undefined;
}

export interface Retrier {
  readonly errors: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number | undefined;
  readonly fullJitter: boolean;
}

export interface Catcher extends Yield {
  readonly errors: readonly string[];
  readonly next: string;
}

/** A definition that can't run, and where in it (`/States/X/Next`). */
export class DefinitionError extends Error {
  readonly location: string;

  constructor(location: string, message: string) {
    super(message);
    this.location = location;
  }
}

const prepared = new WeakMap<object, MachineProgram>();

/** Makes a definition ready; the same definition object gives the same program. Throws a `DefinitionError`. */
export function prepare(definition: MachineDefinition): MachineProgram {
  const known = prepared.get(definition);
  if (known !== undefined) return known;
  const [wrong] = validateDefinition(toData(definition) ?? null);
  if (wrong !== undefined) throw new DefinitionError(wrong.location, wrong.message);
  const program = {
    ...prepareStates(definition, ''),
    timeoutSeconds: new Reader(definition, '').number('TimeoutSeconds'),
  };
  prepared.set(definition, program);
  return program;
}

function prepareStates(definition: object, location: string): Program {
  const reader = new Reader(definition, location);
  const startAt = reader.text('StartAt');
  const states = new Map<string, ProgramState>();
  for (const [name, state] of Object.entries(reader.required('States', isObject))) {
    const at = `${location}/States/${name}`;
    if (!isObject(state)) throw new DefinitionError(at, 'Expected value of type Object');
    states.set(name, prepareState(name, state, at));
  }
  if (!states.has(startAt)) {
    throw new DefinitionError(`${location}/StartAt`, `Missing 'Next' target: ${startAt}`);
  }
  return { startAt, states };
}

function prepareState(name: string, definition: object, location: string): ProgramState {
  const reader = new Reader(definition, location);
  const type = reader.text('Type');
  switch (type) {
    case 'Task':
      return {
        type,
        ...handling(name, reader),
        resource: reader.text('Resource'),
        arguments: reader.template('Arguments'),
        credentials: reader.template('Credentials'),
        timeoutSeconds: reader.template('TimeoutSeconds'),
        heartbeatSeconds: reader.template('HeartbeatSeconds'),
      };
    case 'Parallel':
      return {
        type,
        ...handling(name, reader),
        arguments: reader.template('Arguments'),
        branches: reader.objects('Branches').map((branch, at) => prepareStates(branch, `${location}/Branches[${at}]`)),
      };
    case 'Map': {
      const field = reader.has('ItemProcessor') ? 'ItemProcessor' : 'Iterator';
      const processor = reader.required(field, isObject);
      return {
        type,
        ...handling(name, reader),
        items: reader.template('Items'),
        itemSelector: reader.template('ItemSelector'),
        maxConcurrency: reader.template('MaxConcurrency'),
        toleratedFailurePercentage: reader.template('ToleratedFailurePercentage'),
        toleratedFailureCount: reader.template('ToleratedFailureCount'),
        processor: prepareStates(processor, `${location}/${field}`),
      };
    }
    case 'Choice':
      return {
        type,
        name,
        ...yielded(reader, ''),
        choices: reader.objects('Choices').map((rule, at) => {
          const ruleReader = new Reader(rule, `${location}/Choices[${at}]`);
          const condition = ruleReader.template('Condition');
          if (condition === undefined) throw new DefinitionError(`${location}/Choices[${at}]`, "Missing 'Condition'");
          return { ...yielded(ruleReader, `Choices[${at}]/`), condition, next: ruleReader.text('Next') };
        }),
        default: reader.optional('Default', isText),
      };
    case 'Pass':
      return { type, ...onward(name, reader) };
    case 'Wait': {
      const field = reader.has('Timestamp') ? 'Timestamp' : 'Seconds';
      const value = reader.template(field);
      if (value === undefined) throw new DefinitionError(location, "A Wait needs 'Seconds' or 'Timestamp'");
      return { type, ...onward(name, reader), until: { field, value } };
    }
    case 'Succeed':
      return { type, name, output: reader.template('Output') };
    case 'Fail':
      return { type, name, error: reader.template('Error'), cause: reader.template('Cause') };
    default:
      throw new DefinitionError(`${location}/Type`, `Unknown state type '${type}'`);
  }
}

function yielded(reader: Reader, location: string): Yield {
  return { location, assign: reader.assignment('Assign'), output: reader.template('Output') };
}

function onward(name: string, reader: Reader): Onward {
  return { name, ...yielded(reader, ''), next: reader.optional('Next', isText) };
}

function handling(name: string, reader: Reader): Handling {
  return {
    ...onward(name, reader),
    retry: reader.objects('Retry').map((definition, at) => {
      const retrier = new Reader(definition, `${reader.location}/Retry[${at}]`);
      return {
        errors: retrier.texts('ErrorEquals'),
        intervalSeconds: retrier.number('IntervalSeconds') ?? 1,
        maxAttempts: retrier.number('MaxAttempts') ?? 3,
        backoffRate: retrier.number('BackoffRate') ?? 2,
        maxDelaySeconds: retrier.number('MaxDelaySeconds'),
        fullJitter: retrier.optional('JitterStrategy', isText) === 'FULL',
      };
    }),
    catch: reader.objects('Catch').map((definition, at) => {
      const catcher = new Reader(definition, `${reader.location}/Catch[${at}]`);
      return { ...yielded(catcher, `Catch[${at}]/`), errors: catcher.texts('ErrorEquals'), next: catcher.text('Next') };
    }),
  };
}

/** Reads the fields of one object of a definition. */
class Reader {
  readonly location: string;
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(fields: object, location: string) {
    this.location = location;
    this.#fields = fields as Readonly<Record<string, unknown>>;
  }

  has(field: string): boolean {
    return Object.hasOwn(this.#fields, field) && this.#fields[field] !== undefined;
  }

  optional<Type>(field: string, is: (value: unknown) => value is Type): Type | undefined {
    if (!this.has(field)) return undefined;
    const value = this.#fields[field];
    if (!is(value)) throw new DefinitionError(`${this.location}/${field}`, 'Value of the wrong type');
    return value;
  }

  required<Type>(field: string, is: (value: unknown) => value is Type): Type {
    const value = this.optional(field, is);
    if (value === undefined) throw new DefinitionError(this.location, `Missing '${field}'`);
    return value;
  }

  text(field: string): string {
    return this.required(field, isText);
  }

  texts(field: string): readonly string[] {
    return this.required(field, (value): value is readonly string[] => Array.isArray(value) && value.every(isText));
  }

  number(field: string): number | undefined {
    return this.optional(field, (value) => typeof value === 'number');
  }

  objects(field: string): readonly { readonly [key: string]: Json }[] {
    return (
      this.optional(
        field,
        (value): value is readonly { readonly [key: string]: Json }[] => Array.isArray(value) && value.every(isObject),
      ) ?? []
    );
  }

  template(field: string): Template | undefined {
    if (!this.has(field)) return undefined;
    try {
      return compileTemplate(toData(this.#fields[field]) ?? null);
    } catch (error) {
      if (!(error instanceof EvaluationFailure)) throw error;
      throw new DefinitionError(`${this.location}/${field}`, error.message);
    }
  }

  assignment(field: string): Assignment | undefined {
    const object = this.optional(field, isObject);
    if (object === undefined) return undefined;
    const reader = new Reader(object, `${this.location}/${field}`);
    return Object.keys(object).map((name) => [name, reader.template(name) ?? { kind: 'constant', value: null }]);
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
