import type { MachineDefinition } from './definition.ts';
import { isText, Reader } from './definitionReader.ts';
import { prepareDistributed } from './distributed/prepare.ts';
import { DefinitionError } from './errors.ts';
import { isObject, toData } from './json.ts';
import type { Handling, MachineProgram, Onward, Program, ProgramState, Yield } from './program.ts';
import { validateDefinition } from './validate/index.ts';

const prepared = new WeakMap<object, MachineProgram>();

/** Makes a definition ready; the same definition object gives the same program. Throws a `DefinitionError`. */
export function prepare(definition: MachineDefinition): MachineProgram {
  const known = prepared.get(definition);
  if (known !== undefined) return known;
  const found = validateDefinition(toData(definition) ?? null);
  const wrong = found.find(({ severity }) => severity === 'ERROR');
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
      const program = prepareStates(processor, `${location}/${field}`);
      const distributed = prepareDistributed(reader, new Reader(processor, `${location}/${field}`));
      // What child executions run has been validated as a part of this one.
      if (distributed !== undefined) prepared.set(distributed.definition, { ...program, timeoutSeconds: undefined });
      return {
        type,
        ...handling(name, reader),
        items: reader.template('Items'),
        itemSelector: reader.template('ItemSelector'),
        maxConcurrency: reader.template('MaxConcurrency'),
        toleratedFailurePercentage: reader.template('ToleratedFailurePercentage'),
        toleratedFailureCount: reader.template('ToleratedFailureCount'),
        processor: program,
        distributed,
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
