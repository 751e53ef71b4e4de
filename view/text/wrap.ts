import { measure, type Type } from './measure.ts';

/**
 * Breaks a text into lines no wider than `width` pixels: between words, and inside a word only where it fits on no line,
 * behind a mark or before a capital if there is one. What is beyond the last line is cut, with `…`.
 */
export function wrap(text: string, width: number, type: Type, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((each) => each !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer, type) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = breakWord(word, width, type);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  if (line !== '') lines.push(line);
  return lines.length <= most
    ? lines
    : [...lines.slice(0, most - 1), shorten(lines.slice(most - 1).join(' '), width, type)];
}

/** The start of a text that fits, with `…` behind it. */
export function shorten(text: string, width: number, type: Type): string {
  if (measure(text, type) <= width) return text;
  const characters = [...text];
  while (characters.length > 0 && measure(`${characters.join('')}…`, type) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/** A word in pieces that fit. */
function breakWord(word: string, width: number, type: Type): readonly string[] {
  const pieces: string[] = [];
  let rest = [...word];
  while (measure(rest.join(''), type) > width) {
    let fits = rest.length;
    while (fits > 1 && measure(rest.slice(0, fits).join(''), type) > width) fits -= 1;
    const at = breakBefore(rest, fits);
    pieces.push(rest.slice(0, at).join(''));
    rest = rest.slice(at);
  }
  return [...pieces, rest.join('')];
}

/** Where a word of which so many characters fit is broken best; not so early that most of the line stays empty. */
function breakBefore(characters: readonly string[], fits: number): number {
  for (const isBreak of BREAKS)
    for (let at = fits; at > fits / 3; at -= 1) if (isBreak(characters[at - 1] ?? '', characters[at] ?? '')) return at;
  return fits;
}

/** Between which characters a word may be broken, the best first. */
const BREAKS: readonly ((before: string, after: string) => boolean)[] = [
  (before) => before === ':' || before === '/',
  (before, after) => /[-_,)\]]/.test(before) || after === '.',
  (before, after) => /\p{Lu}/u.test(after) && /\p{Ll}/u.test(before),
];
