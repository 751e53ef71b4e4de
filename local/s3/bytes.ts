/*
 * Bytes as text. Requests and answers are JSON inside this process, so the body of an object is a text there: the one that
 * its bytes are in UTF-8, a byte order mark included. Bytes that are no UTF-8 stand one by one as lone surrogates, which no
 * text has that was read as UTF-8.
 */

const reader = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const loneByte = 0xdc00;

/** The text that bytes stand for. */
export function textOfBytes(bytes: Uint8Array): string {
  try {
    return reader.decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(loneByte + byte)).join('');
  }
}

/** The bytes that a text stands for. */
export function bytesOfText(text: string): Uint8Array {
  const first = text.charCodeAt(0);
  const isBytes = first >= loneByte && first <= loneByte + 0xff;
  return isBytes ? Uint8Array.from(text, (unit) => unit.charCodeAt(0) - loneByte) : Buffer.from(text, 'utf8');
}
