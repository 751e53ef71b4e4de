import { didYouMean, nearest } from '../diagnostics/index.ts';
import { fail } from './fault.ts';
import { listed, type Piece, rangeIn } from './piece.ts';

/** The words that an expression starts with (Arazzo 1.0.1 section 4.7, `$self` of 1.1). */
export const firstWords = [
  'url',
  'method',
  'statusCode',
  'request',
  'response',
  'inputs',
  'outputs',
  'steps',
  'workflows',
  'sourceDescriptions',
  'components',
  'self',
] as const;

export type FirstWord = (typeof firstWords)[number];

/** The word behind the `$` at `at`: letters, digits and `_`. */
export function wordAt(text: string, at: number): string {
  const pattern = /[A-Za-z0-9_]*/y;
  pattern.lastIndex = at + 1;
  return pattern.exec(text)?.[0] ?? '';
}

export function isFirstWord(word: string): word is FirstWord {
  return (firstWords as readonly string[]).includes(word);
}

/**
 * The first word that was probably meant by another: at most two edits away, one for the words of up to four letters
 * (else `$set` would be taken for `$self`).
 */
export function nearestFirstWord(word: string): string | undefined {
  return nearest(word, longWords, 2) ?? nearest(word, shortWords, 1);
}

const shortWords = firstWords.filter((word) => word.length <= 4);
const longWords = firstWords.filter((word) => word.length > 4);

/** Stops at a first word that the grammar does not have. */
export function failUnknownWord(piece: Piece, word: string, at = 0): never {
  const known = nearestFirstWord(word);
  const help =
    known === undefined
      ? `Expressions start with ${listed(firstWords.map((each) => `$${each}`))}.`
      : `${didYouMean(`$${known}`)} A string that is meant literally can be passed as an input.`;
  fail('expression-unknown', rangeIn(piece, at, at + 1 + word.length), `there is no expression \`$${word}\``, help);
}
