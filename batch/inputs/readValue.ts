import type { AllowedTypes } from '../../compiler/index.ts';
import { MOST_DIGITS } from '../../compiler/jsonata/index.ts';
import { isObject, type Json } from '../../compiler/source/index.ts';

/**
 * What a text in a file means as an input of this type: numbers and lists of JSON, `true` and `false` in any case (as
 * spreadsheets write them), lists with a separator between their items. What is none of those stays a text, for the
 * machine's check to refuse.
 */
export function readValue(text: string, { types, items }: AllowedTypes, separator: string): Json {
  if (types.length === 0 || types.includes('string')) return text;
  const trimmed = text.trim();
  if ((types.includes('number') || types.includes('integer')) && isExactNumber(trimmed)) return Number(trimmed);
  if (types.includes('boolean') && /^(?:true|false)$/i.test(trimmed)) return trimmed.toLowerCase() === 'true';
  if (types.includes('object') && trimmed.startsWith('{')) return parsed(trimmed, isObject) ?? text;
  if (!types.includes('array')) return text;
  if (trimmed.startsWith('[')) return parsed(trimmed, Array.isArray) ?? text;
  return text
    .split(separator)
    .map((item) => (items === undefined ? item.trim() : readValue(item.trim(), items, separator)));
}

/**
 * A number as JSON writes it, of no more digits than a double keeps, and JSONata writes: an id of twenty digits would become
 * another one.
 */
function isExactNumber(text: string): boolean {
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d{1,2})?$/.test(text)) return false;
  const digits = text.replace(/^-?[0.]+|^-|\.|[eE].*$/g, '');
  return digits.length <= MOST_DIGITS && Math.abs(Number(text)) <= Number.MAX_SAFE_INTEGER;
}

function parsed(text: string, isRight: (value: Json) => boolean): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return isRight(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
