/**
 * The SHA-256 digest of a text in UTF-8, in hexadecimal digits (FIPS 180-4, whose names these are). Written out here, since
 * the compiler needs it for few documents, and what Node has for it loads slowly and is nowhere but in Node.
 */
export function sha256(text: string): string {
  const message = padded(new TextEncoder().encode(text));
  const k = constants(64, Math.cbrt);
  const hash = constants(8, Math.sqrt);
  for (let block = 0; block < message.byteLength; block += 64) {
    const w = Array.from({ length: 16 }, (_, t) => message.getInt32(block + 4 * t));
    for (let t = 16; t < 64; t += 1)
      w.push((sigma1(w[t - 2]) + (w[t - 7] ?? 0) + sigma0(w[t - 15]) + (w[t - 16] ?? 0)) | 0);
    const working = w.reduce((before, word, t) => round(before, (word + (k[t] ?? 0)) | 0), hash);
    for (const [at, word] of working.entries()) hash[at] = ((hash[at] ?? 0) + word) | 0;
  }
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** One round of the compression: the eight working variables after it. */
function round([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0]: readonly number[], word: number): number[] {
  const t1 = h + (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + ((e & f) ^ (~e & g)) + word;
  const t2 = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
  return [(t1 + t2) | 0, a, b, c, (d + t1) | 0, e, f, g];
}

function sigma0(x = 0): number {
  return rotated(x, 7) ^ rotated(x, 18) ^ (x >>> 3);
}

function sigma1(x = 0): number {
  return rotated(x, 17) ^ rotated(x, 19) ^ (x >>> 10);
}

function rotated(x: number, by: number): number {
  return (x >>> by) | (x << (32 - by));
}

/** A one behind the message, zeros, and its length in bits, in all a number of blocks of 64 bytes. */
function padded(bytes: Uint8Array): DataView {
  const message = new DataView(new ArrayBuffer(64 * Math.ceil((bytes.length + 9) / 64)));
  new Uint8Array(message.buffer).set(bytes);
  message.setUint8(bytes.length, 0x80);
  message.setBigUint64(message.byteLength - 8, BigInt(bytes.length) * 8n);
  return message;
}

/** The first 32 bits behind the point in the roots of the first primes. */
function constants(count: number, root: (prime: number) => number): number[] {
  const primes: number[] = [];
  for (let each = 2; primes.length < count; each += 1)
    if (primes.every((prime) => each % prime !== 0)) primes.push(each);
  return primes.map((prime) => ((root(prime) % 1) * 2 ** 32) | 0);
}
