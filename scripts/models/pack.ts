import { deflateRawSync, gzipSync, inflateRawSync } from 'node:zlib';

/** Compresses to the same bytes everywhere: no time and no operating system stand in the header. */
export function gzip(text: string): Buffer {
  const bytes = gzipSync(text, { level: 9 });
  bytes.fill(0, 4, 8);
  bytes[9] = 255;
  return bytes;
}

/**
 * The file that holds texts of ASCII characters, each of which can be decompressed without the others: how many there are,
 * the length of each in bytes, both as 32-bit integers with the lowest byte first, and the texts as raw DEFLATE streams.
 */
export function pack(parts: readonly string[]): Buffer {
  const compressed = parts.map((text) => deflateRawSync(Buffer.from(text, 'ascii'), { level: 9 }));
  const numbers = [compressed.length, ...compressed.map(({ length }) => length)];
  const head = Buffer.alloc(4 * numbers.length);
  for (const [index, number] of numbers.entries()) head.writeUInt32LE(number, 4 * index);
  return Buffer.concat([head, ...compressed]);
}

/** The texts in a file that {@link pack} made. */
export function unpack(bytes: Buffer): readonly string[] {
  const count = bytes.readUInt32LE(0);
  let end = 4 + 4 * count;
  return Array.from({ length: count }, (_, part) => {
    const start = end;
    end += bytes.readUInt32LE(4 + 4 * part);
    return inflateRawSync(bytes.subarray(start, end)).toString('ascii');
  });
}
