import type { SourceFile } from '../diagnostics/index.ts';

/**
 * The text of a file's bytes: UTF-8, or UTF-16 recognised by its byte order mark or by the zero byte of its first
 * character (YAML 1.2.2 section 5.2). Bytes that are neither become U+FFFD, which `parseSource` refuses where it stands.
 */
export function decodeSource(name: string, bytes: Uint8Array): SourceFile {
  return { name, text: new TextDecoder(encodingOf(bytes), { ignoreBOM: true }).decode(bytes) };
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  return 'utf-8';
}
