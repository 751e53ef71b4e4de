import type { StateMachineDefinition } from './definition.ts';

/** The largest definition that Step Functions takes: 1 MiB of text (AWS Step Functions, quotas). */
export const LARGEST_DEFINITION = 1_048_576;

/**
 * The definition as it is deployed: JSON, indented by two spaces, with a line's end behind it. One that would be too large
 * so is written without the indentation.
 */
export function definitionText(definition: StateMachineDefinition): string {
  const text = `${JSON.stringify(definition, null, 2)}\n`;
  return Buffer.byteLength(text, 'utf8') <= LARGEST_DEFINITION ? text : `${JSON.stringify(definition)}\n`;
}
