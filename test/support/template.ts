import type { Template } from 'aws-cdk-lib/assertions';
import { isObject, type JsonObject } from '../../compiler/source/index.ts';
import type { MachineDefinition } from '../../local/index.ts';
import { resolveText, type Values } from './policy.ts';

/** The definition string of the only state machine in a template; fails where it isn't a plain string. */
export function definitionString(template: Template): string {
  const [machine, ...others] = propertiesOf(template, 'AWS::StepFunctions::StateMachine');
  const text = machine?.['DefinitionString'];
  if (others.length > 0 || typeof text !== 'string') throw new Error('expected one state machine, defined by a string');
  return text;
}

/** Where templates of tests are deployed. */
export const environment: Values = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-central-1',
  'AWS::AccountId': '111122223333',
};

/**
 * The definition of the state machine of this name as it is deployed, with its substitutions made.
 * @param parameters of the stack
 */
export function runnableDefinition(template: Template, name: string, parameters: Values = {}): MachineDefinition {
  const [properties] = propertiesOf(template, 'AWS::StepFunctions::StateMachine').filter(
    ({ StateMachineName }) => StateMachineName === name,
  );
  const { DefinitionString: text, DefinitionSubstitutions: substitutions } = properties ?? {};
  if (typeof text !== 'string') throw new Error(`the definition of ${name} is no plain string`);
  const replaced = Object.entries(isObject(substitutions) ? substitutions : {}).reduce(
    (definition, [key, value]) =>
      definition.replaceAll(`\${${key}}`, resolveText(value, { ...environment, ...parameters })),
    text,
  );
  return JSON.parse(replaced);
}

/** The properties of every resource of a type, in the order of the template. */
export function propertiesOf(template: Template, type: string): readonly JsonObject[] {
  return Object.values(template.findResources(type)).map(({ Properties: properties }) => properties ?? {});
}
