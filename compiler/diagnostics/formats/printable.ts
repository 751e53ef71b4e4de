/**
 * Text from a document as it may go to a terminal: control characters, which could move the cursor or colour the
 * screen, and marks that turn the direction of writing are replaced by `·`, tabs and line breaks by a space.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\t\r\n]/g, ' ').replaceAll(unprintable, '·');
}

const unprintable = /[\p{Cc}\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;
