import { didYouMean, nearest } from '../diagnostics/index.ts';
import { isText, type ListNode, nodeInWords } from '../source/index.ts';
import type { Text } from './document.ts';
import type { Reading } from './reading.ts';

/** The text if it is one of these words; anything else is reported, with the nearest of them. */
export function oneOf<W extends string>(
  reading: Reading,
  text: Text,
  what: string,
  words: readonly W[],
): W | undefined {
  const found = words.find((word) => word === text.value);
  if (found !== undefined) return found;
  const help = didYouMean(nearest(text.value, words)) ?? `It is one of ${words.join(', ')}.`;
  reading.report('field-value', text.node, `\`${text.value}\` is not a ${what}`, help);
  return undefined;
}

/** The items of a list that are strings; others are reported. */
function readTexts(reading: Reading, list: ListNode | undefined): Text[] {
  const texts: Text[] = [];
  for (const node of list?.items ?? []) {
    if (isText(node)) texts.push({ value: node.value, node });
    else reading.report('field-type', node, `each item must be a string, not ${nodeInWords(node)}`);
  }
  return texts;
}

/** `dependsOn`: ids, each once. */
export function readPrerequisites(reading: Reading, list: ListNode | undefined): Text[] {
  const texts = new Map<string, Text>();
  for (const text of readTexts(reading, list)) {
    const first = texts.get(text.value);
    if (first === undefined) texts.set(text.value, text);
    else reading.reportDuplicate(text.node, first.node, `\`${text.value}\` appears twice`);
  }
  return [...texts.values()];
}

/** Reports a list without items, where it may only be left out. */
export function checkNotEmpty(reading: Reading, list: ListNode | undefined, name: string): void {
  if (list?.items.length === 0)
    reading.report('list-empty', list, `\`${name}\` needs at least one item`, 'Leave the field out.');
}

/** Keys of `outputs` and `components`. */
const namePattern = /^[A-Za-z0-9._-]+$/;

/** Reports a key of `outputs` or `components` that has characters which can't be written in an expression. */
export function checkName(reading: Reading, { value, node }: Text): void {
  if (namePattern.test(value)) return;
  const help = 'Use letters, digits, `.`, `-` and `_`.';
  reading.report('name-pattern', node, `\`${value}\` can't be a name: expressions could not refer to it`, help);
}

/** Reports an id with characters that the specification advises against. */
export function checkId(reading: Reading, { value, node }: Text): void {
  if (/^[A-Za-z0-9_-]+$/.test(value)) return;
  if (value === '') reading.report('field-value', node, 'an id must not be empty');
  else
    reading.report(
      'id-pattern',
      node,
      `the id \`${value}\` has characters other than letters, digits, \`-\` and \`_\``,
    );
}
