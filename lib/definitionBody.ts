import { DefinitionBody } from 'aws-cdk-lib/aws-stepfunctions';
import type { StateMachineDefinition } from '../compiler/index.ts';
import type { BatchDefinition } from './batch/batchDefinition.ts';
import { inertJson } from './inert.ts';

/**
 * A definition as one plain string for the template.
 * @param substitutions names that CloudFormation is to replace: only where `${Name}` is a whole value
 */
export function definitionBody(text: string, substitutions: readonly string[]): DefinitionBody {
  return DefinitionBody.fromString(templateText(text, substitutions));
}

/** A definition's text in which CloudFormation replaces these names and nothing else. */
export function templateText(text: string, substitutions: readonly string[]): string {
  return substitutions.reduce((body, name) => body.replaceAll(`"\\u0024{${name}}"`, `"\${${name}}"`), inertJson(text));
}

/** A definition's text, indented by two spaces. */
export function definitionText(definition: StateMachineDefinition | BatchDefinition): string {
  return JSON.stringify(definition, null, 2);
}
