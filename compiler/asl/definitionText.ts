import type { StateMachineDefinition } from './definition.ts';

/** The definition as it is deployed: JSON, indented by two spaces, with a line's end behind it. */
export function definitionText(definition: StateMachineDefinition): string {
  return `${JSON.stringify(definition, null, 2)}\n`;
}
