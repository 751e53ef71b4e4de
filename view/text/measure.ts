import { BOLD, REGULAR } from './advances.ts';

/** How a text is set: the size of the type in pixels, and its weight. */
export interface Type {
  readonly size: number;
  readonly bold: boolean;
}

/** The width of a text in pixels; rather too wide than too narrow, since nobody knows the reader's typeface. */
export function measure(text: string, { size, bold }: Type): number {
  const advances = bold ? BOLD : REGULAR;
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    width += advances[code - 32] ?? advanceBeyond(character, code);
  }
  return (width * size) / 1000;
}

/** What is written beyond ASCII: letters of alphabets, wide ideographs and pictures, and marks that take no room. */
function advanceBeyond(character: string, code: number): number {
  if (/\p{Mark}/u.test(character)) return 0;
  if (
    code >= 0x1100 &&
    /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Extended_Pictographic}]/u.test(character)
  )
    return 1300;
  return code < 0x3000 ? 1000 : 1100;
}
