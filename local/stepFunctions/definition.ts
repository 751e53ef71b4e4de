import {
  type DefinitionDiagnostic,
  isObject,
  type Json,
  type JsonObject,
  type MachineDefinition,
  validateDefinition,
} from '../interpreter/index.ts';
import { checkTask, optionalText, refusal, textIn } from '../services/index.ts';
import { decimalsIn } from './decimals.ts';
import type { MachineRecord, SfnCall, SfnHandlers } from './store.ts';

/** What is found in the text of a definition: as in it, or that it is no JSON. */
type Found = Omit<DefinitionDiagnostic, 'code'> & {
  readonly code: DefinitionDiagnostic['code'] | 'INVALID_JSON_DESCRIPTION';
};

/** What AWS says of a definition, without creating anything. */
export const definitions: SfnHandlers = {
  ValidateStateMachineDefinition(call) {
    const { found } = validateText(textIn(call, 'definition'), typeIn(call));
    const shown = optionalText(call, 'severity') === 'WARNING' ? found : found.filter(isError);
    const most = Number(call.request['maxResults'] ?? 100) || 100;
    return {
      result: found.some(isError) ? 'FAIL' : 'OK',
      diagnostics: shown.slice(0, most).map(toAnswer),
      truncated: shown.length > most,
    };
  },
};

/** The type of machine that a request is about. */
export function typeIn(call: SfnCall): MachineRecord['type'] {
  return optionalText(call, 'type') === 'EXPRESS' ? 'EXPRESS' : 'STANDARD';
}

/** A definition that can run, of its text. Throws `InvalidDefinition`, with all errors, where it is none. */
export function readDefinition(call: SfnCall, text: string, type: MachineRecord['type']): MachineDefinition {
  const { definition, found } = validateText(text, type);
  const errors = found.filter(isError);
  if (errors.length === 0 && isDefinition(definition)) return definition;
  const told = errors.map(({ code, message, location }) => `${code}: ${message}${location && ` at ${location}`}`);
  throw refusal(call, 'InvalidDefinition', `Invalid State Machine Definition: '${told.join(', ')}'`);
}

function validateText(text: string, type: MachineRecord['type']): { definition: Json; found: readonly Found[] } {
  let definition: Json;
  try {
    definition = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      definition: null,
      found: [{ severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION', message, location: '' }],
    };
  }
  return { definition, found: validateDefinition(definition, { type, checkTask, decimals: decimalsIn(text) }) };
}

function isError({ severity }: Found): boolean {
  return severity === 'ERROR';
}

function toAnswer({ location, ...diagnostic }: Found): JsonObject {
  return location === '' ? diagnostic : { ...diagnostic, location };
}

/** What the checks let pass has the fields of a definition. */
function isDefinition(value: Json): value is Json & MachineDefinition {
  return isObject(value) && typeof value['StartAt'] === 'string' && isObject(value['States']);
}
