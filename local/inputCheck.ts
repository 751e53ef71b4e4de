import { DefinitionError, type Json, type MachineDefinition, runMachine } from './interpreter/index.ts';

/**
 * What a machine says of inputs, found by running the check that the machine begins with on this machine.
 * @returns for an input, the cause of its rejection; undefined where it is accepted, or the machine begins with no such check
 */
export function inputCheck(definition: MachineDefinition): (input: Json) => Promise<string | undefined> {
  const check = checkOf(definition);
  if (check === undefined) return async () => undefined;
  return async (input) => {
    try {
      const { status, cause, error } = await runMachine(check, input, { services: noServices });
      return status === 'SUCCEEDED' ? undefined : (cause ?? error);
    } catch (error) {
      if (error instanceof DefinitionError) return undefined;
      throw error;
    }
  };
}

const noServices = {
  call: () => Promise.reject(new Error('the check of inputs calls nothing')),
};

/** A machine of the first state of another, which decides, and the failure that it leads to; all else is success. */
function checkOf(definition: MachineDefinition): MachineDefinition | undefined {
  const { StartAt: start, States: states } = definition;
  const first = states[start];
  if (first?.['Type'] !== 'Choice' || !Array.isArray(first['Choices'])) return undefined;
  const otherwise = first['Default'];
  const fail = typeof otherwise === 'string' ? states[otherwise] : undefined;
  if (typeof otherwise !== 'string' || fail?.['Type'] !== 'Fail') return undefined;
  const accepted = `${start} / accepted`;
  const choices = first['Choices'].map((rule) => ({ Condition: rule.Condition, Next: accepted }));
  return {
    QueryLanguage: 'JSONata',
    StartAt: start,
    States: {
      [start]: { Type: 'Choice', Choices: choices, Default: otherwise },
      [otherwise]: fail,
      [accepted]: { Type: 'Succeed' },
    },
  };
}
