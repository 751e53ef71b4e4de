import { createHash } from 'node:crypto';
import type jsonata from 'jsonata';
import { parseJson } from '../json.ts';
import { javaRandom, uuid } from '../random.ts';
import { outOfMemory, sessionOf } from './session.ts';
import { mostMembers } from './sizes.ts';

const algorithms: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/**
 * Gives an expression the functions that Step Functions adds to JSONata, takes `$eval` away as Step Functions does, and
 * lets `$now` and `$millis` follow the clock of the run. An argument that makes no sense gives undefined, as on AWS.
 */
export function registerAwsFunctions(expression: jsonata.Expression): void {
  expression.assign('eval', undefined);
  expression.registerFunction('partition', partition, '<xn?:a>');
  expression.registerFunction('range', range, '<nnn?:a>');
  expression.registerFunction(
    'hash',
    (text: string | undefined, algorithm: string | undefined) => {
      if (text === undefined || algorithm === undefined) return undefined;
      const name = Object.hasOwn(algorithms, algorithm) ? algorithms[algorithm] : undefined;
      if (name === undefined) throw new Error(`Unsupported hash algorithm: ${algorithm}`);
      return createHash(name).update(text, 'utf8').digest('hex');
    },
    '<ss?:s>',
  );
  expression.registerFunction(
    'random',
    function (seed: number | undefined) {
      return seed === undefined ? sessionOf(this.environment).random() : javaRandom(seed);
    },
    '<n?:n>',
  );
  expression.registerFunction(
    'uuid',
    function () {
      return uuid(sessionOf(this.environment).random);
    },
    '<:s>',
  );
  expression.registerFunction(
    'parse',
    (text: string | undefined) => {
      if (text === undefined) return undefined;
      try {
        return parseJson(text);
      } catch {
        throw new Error(`Unable to parse the text as JSON: ${text.slice(0, 100)}`);
      }
    },
    '<s:x>',
  );
  expression.registerFunction(
    'millis',
    function () {
      return sessionOf(this.environment).now;
    },
    '<:n>',
  );
  expression.registerFunction(
    'now',
    function (picture: string | undefined, timezone: string | undefined) {
      const fromMillis = this.environment.lookup('fromMillis').implementation;
      return fromMillis.call(this, sessionOf(this.environment).now, picture, timezone);
    },
    '<s?s?:s>',
  );
  expression.registerFunction('pad', pad, '<s-ns?:s>');
  // jsonata's own take a character for a byte.
  const recode = (from: BufferEncoding, to: BufferEncoding) => (text: string | undefined) =>
    text === undefined ? undefined : Buffer.from(text, from).toString(to);
  expression.registerFunction('base64encode', recode('utf8', 'base64'), '<s-:s>');
  expression.registerFunction('base64decode', recode('base64', 'utf8'), '<s-:s>');
}

/** A list in pieces of one size; without a size, the whole as the one piece. */
function partition(items: unknown, size: number | undefined): unknown {
  if (items === undefined) return undefined;
  // As jsonata refuses an argument; its signature for a list would take anything for a list of one.
  if (!Array.isArray(items)) throw { code: 'T0410', index: 1 };
  const step = Math.trunc(size ?? items.length);
  if (items.length === 0 || step <= 0) return undefined;
  return Array.from({ length: Math.ceil(items.length / step) }, (_, at) => items.slice(at * step, (at + 1) * step));
}

/** The numbers from `start` to `end` in steps, `end` included where a step lands on it; alone where it is one. */
function range(start: number | undefined, end: number | undefined, step: number | undefined): unknown {
  if (start === undefined || end === undefined || step === undefined) return undefined;
  const [first, last, by] = [Math.trunc(start), Math.trunc(end), Math.trunc(step)];
  const count = by === 0 ? 0 : Math.floor((last - first) / by) + 1;
  if (count <= 0) return undefined;
  if (count > mostMembers) throw outOfMemory();
  const numbers = Array.from({ length: count }, (_, at) => first + at * by);
  return count === 1 ? first : numbers;
}

/** The most characters that AWS lets `$pad` add. */
const mostPadding = 262_144;

/** A text made at least so long by these characters behind it, or before it where the width is negative. */
function pad(text: string | undefined, width: number, characters: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const missing = Math.abs(width) - Array.from(text).length;
  if (missing <= 0) return text;
  if (missing > mostPadding) throw outOfMemory();
  const unit = Array.from(characters || ' ');
  const rest = unit.slice(0, missing % unit.length);
  const padding = unit.join('').repeat(Math.floor(missing / unit.length)) + rest.join('');
  return width > 0 ? text + padding : padding + text;
}
