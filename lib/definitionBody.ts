import type { StateMachineDefinition } from '../compiler/index.ts';
import type { BatchDefinition } from './batch/batchDefinition.ts';
import { inertJson } from './inert.ts';

/**
 * A definition's text for a template, in which CloudFormation replaces these names and nothing else.
 * @param substitutions names that it is to replace: only where `${Name}` is a whole value
 */
export function templateText(text: string, substitutions: readonly string[]): string {
  return substitutions.reduce((body, name) => body.replaceAll(`"\\u0024{${name}}"`, `"\${${name}}"`), inertJson(text));
}

/** A definition's text, indented by two spaces. */
export function definitionText(definition: StateMachineDefinition | BatchDefinition): string {
  return JSON.stringify(definition, null, 2);
}
