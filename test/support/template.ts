import type { Template } from 'aws-cdk-lib/assertions';

/** The definition strings of the state machines in a template, by logical id; fails where one isn't a plain string. */
export function definitionStrings(template: Template): Readonly<Record<string, string>> {
  const machines = template.findResources('AWS::StepFunctions::StateMachine');
  return Object.fromEntries(
    Object.entries(machines).map(([id, { Properties }]) => {
      const text: unknown = Properties?.DefinitionString;
      if (typeof text !== 'string') throw new Error(`the definition of ${id} is no plain string`);
      return [id, text];
    }),
  );
}

/** The definition string of the only state machine in a template. */
export function definitionString(template: Template): string {
  const [text, ...others] = Object.values(definitionStrings(template));
  if (text === undefined || others.length > 0) throw new Error('expected exactly one state machine');
  return text;
}
