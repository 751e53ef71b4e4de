import {
  type ExecutionOptions,
  type ExecutionResult,
  type Json,
  type MachineDefinition,
  runMachine,
  type ServiceCall,
  type StateDefinition,
  TaskFailure,
  virtualClock,
} from '../../../local/index.ts';

/** A machine of these states, the first one being where it starts. */
export function machine(states: Readonly<Record<string, StateDefinition>>, rest: object = {}): MachineDefinition {
  return { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0] ?? '', States: states, ...rest };
}

/** Runs states on a clock that starts at 0, with no service unless one is given. */
export function run(
  states: Readonly<Record<string, StateDefinition>>,
  input: Json = {},
  options: Partial<ExecutionOptions> & { readonly machine?: object } = {},
): Promise<ExecutionResult> {
  const { machine: rest, ...execution } = options;
  return runMachine(machine(states, rest), input, {
    services: answering(),
    clock: virtualClock(0),
    seed: 1,
    ...execution,
  });
}

/** Services that answer these results one after another; a text is the name of an error. */
export function answering(
  ...results: readonly Json[]
): ExecutionOptions['services'] & { readonly calls: ServiceCall[] } {
  const calls: ServiceCall[] = [];
  return {
    calls,
    async call(call) {
      const result = results[calls.length];
      calls.push(call);
      if (typeof result === 'string') throw new TaskFailure(result, `${result} it was`);
      return result ?? {};
    },
  };
}

/** A Task that calls something, with the given fields. */
export function task(fields: Readonly<Record<string, unknown>> = {}): StateDefinition {
  return { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:connect:listUsers', Arguments: {}, End: true, ...fields };
}

/** The value of one expression, in the Output of a Pass. */
export async function evaluated(expression: string, input: Json = {}): Promise<Json | undefined> {
  const { output, error, cause } = await run(
    { Only: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } },
    input,
  );
  if (error !== undefined) throw new Error(`${error}: ${cause}`);
  return output;
}

/** `id<previousEventId Type` of each event. */
export function trace({ history }: ExecutionResult): readonly string[] {
  return history.map(({ id, previousEventId, type }) => `${id}<${previousEventId} ${type}`);
}
