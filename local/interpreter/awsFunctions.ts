import { createHash } from 'node:crypto';
import type jsonata from 'jsonata';
import type { Clock } from './clock.ts';
import { parseJson } from './json.ts';
import { javaRandom, uuid } from './random.ts';

/** Not a name that JSONata can write, so that no expression reads what is bound to it. */
const sourcesKey = ' sources';

interface Sources {
  readonly clock: Clock;
  readonly random: () => number;
}

/** The variable through which functions reach what they depend on beside their arguments. */
export function functionSources(clock: Clock, random: () => number): Record<string, unknown> {
  return { [sourcesKey]: { clock, random } satisfies Sources };
}

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
  expression.registerFunction(
    'partition',
    (items: readonly unknown[] | undefined, size: number | undefined) => {
      const step = Math.trunc(size ?? 0);
      if (items === undefined || items.length === 0 || step <= 0) return undefined;
      return Array.from({ length: Math.ceil(items.length / step) }, (_, at) => items.slice(at * step, (at + 1) * step));
    },
    '<an:a>',
  );
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
      return seed === undefined ? sourcesOf(this).random() : javaRandom(seed);
    },
    '<n?:n>',
  );
  expression.registerFunction(
    'uuid',
    function () {
      return uuid(sourcesOf(this).random);
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
      return sourcesOf(this).clock.now();
    },
    '<:n>',
  );
  expression.registerFunction(
    'now',
    function (picture: string | undefined, timezone: string | undefined) {
      const fromMillis = this.environment.lookup('fromMillis').implementation;
      return fromMillis.call(this, sourcesOf(this).clock.now(), picture, timezone);
    },
    '<s?s?:s>',
  );
}

function sourcesOf(focus: jsonata.Focus): Sources {
  return focus.environment.lookup(sourcesKey);
}

/** The numbers from `start` to `end` in steps, `end` included where a step lands on it; alone where it is one. */
function range(start: number | undefined, end: number | undefined, step: number | undefined): unknown {
  if (start === undefined || end === undefined || step === undefined) return undefined;
  const [first, last, by] = [Math.trunc(start), Math.trunc(end), Math.trunc(step)];
  const count = by === 0 ? 0 : Math.floor((last - first) / by) + 1;
  if (count <= 0) return undefined;
  if (count > maxRange) {
    throw new Error('Expression evaluation memory limit exceeded: Check for excessive memory usage');
  }
  const numbers = Array.from({ length: count }, (_, at) => first + at * by);
  return count === 1 ? first : numbers;
}

/** The longest list that AWS makes. */
const maxRange = 360_145;
