import { type Diagnostic, meantIn, type Range } from '../../compiler/diagnostics/index.ts';
import type { Edit } from './insert.ts';

/**
 * The change that a diagnostic asks for with "Did you mean": the name that was meant in the place of the one that stands
 * there. Undefined where it asks for nothing, or the name stands somewhere else.
 */
export function meantInstead(found: Diagnostic): Edit | undefined {
  const meant = meantIn(found);
  // An option stands in no document.
  if (meant === undefined || found.code === 'option-unknown') return undefined;
  const { text } = found.place.file;
  const place = inQuotes(named(found), text);
  return meant.startsWith('$') ? alongExpression(place, meant, text) : { range: place, text: meant };
}

/** Where the name stands that a message begins with: the place may be that of all around it. */
function named({ place, message }: Diagnostic): Range {
  const { file, range } = place;
  const name = /^`([^`]+)`/.exec(message)?.[1];
  const around = file.text.slice(range.start, range.end);
  const at = name === undefined ? -1 : around.indexOf(name);
  if (name === undefined || at < 0 || around.indexOf(name, at + 1) >= 0) return range;
  return { start: range.start + at, end: range.start + at + name.length };
}

/** A range without the quotes that it begins and ends with. */
function inQuotes({ start, end }: Range, text: string): Range {
  const sign = text[start];
  const isQuoted = (sign === '"' || sign === "'") && text[end - 1] === sign && end - start > 1;
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}

/**
 * A part of an expression of which all is told as it should be: what stands there already, in front of it and behind, stays.
 * Where nothing of that is the same, it is the whole expression that changes.
 */
function alongExpression({ start, end }: Range, meant: string, text: string): Edit {
  let from = 0;
  for (let length = Math.min(meant.length, start); length > 0 && from === 0; length -= 1)
    if (text.slice(start - length, start) === meant.slice(0, length)) from = length;
  if (from === 0) {
    const [front = ''] = /\$?[\w.]*$/.exec(text.slice(0, start)) ?? [];
    return { range: { start: front.startsWith('$') ? start - front.length : start, end }, text: meant };
  }
  const rest = meant.slice(from);
  let to = rest.length;
  for (let length = rest.length - 1; length > 0 && to === rest.length; length -= 1)
    if (text.slice(end, end + length) === rest.slice(rest.length - length)) to = rest.length - length;
  return { range: { start, end }, text: rest.slice(0, to) };
}
