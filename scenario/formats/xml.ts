/** Text as an attribute's value, in its quotes. */
export function quoteXml(text: string): string {
  return `"${escapeXml(text).replaceAll('\n', '&#10;')}"`;
}

/** Text for XML 1.0, without the characters that it can't hold or discourages. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(unwritable, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
const unwritable = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|\p{Cs}/gu;
