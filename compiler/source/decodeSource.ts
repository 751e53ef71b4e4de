import type { SourceFile } from '../diagnostics/index.ts';

/**
 * The text of a file's bytes: UTF-8, or UTF-16 recognised by its byte order mark or by the zero byte of its first
 * character (YAML 1.2.2 section 5.2). Where bytes are neither, the text has U+FFFD, and `parseSource` refuses it.
 */
export function decodeSource(name: string, bytes: Uint8Array): SourceFile {
  const encoding = encodingOf(bytes);
  try {
    return { name, text: new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
    return { name, text, undecodable: readableLength(bytes, encoding) };
  }
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  return 'utf-8';
}

/** The length of the text in front of the first bytes that are none: found by halves, since every beginning of a text is one. */
function readableLength(bytes: Uint8Array, encoding: Encoding): number {
  let [length, from, to] = [0, 0, bytes.length];
  while (from <= to) {
    const middle = (from + to) >> 1;
    try {
      const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
      // A character that isn't complete yet is left out.
      length = decoder.decode(bytes.subarray(0, middle), { stream: true }).length;
      from = middle + 1;
    } catch {
      to = middle - 1;
    }
  }
  return length;
}
