import { didYouMean, nearest } from '../../diagnostics/index.ts';
import { isText } from '../query.ts';
import { report, type Shape, wrongType } from './shape.ts';

export interface TextLimits {
  /** Whether it may be empty. Default: false. */
  readonly empty?: boolean;
  readonly pattern?: string;
  /** What is wrong with a text that the pattern refuses, for example `is not a number of seconds`. */
  readonly otherwise?: string;
}

/** A string. */
export function text({ empty = false, pattern, otherwise = 'is not allowed here' }: TextLimits = {}): Shape<string> {
  return {
    schema: { type: 'string', ...(empty ? {} : { minLength: 1 }), ...(pattern === undefined ? {} : { pattern }) },
    read(node, reporter) {
      if (!isText(node)) return wrongType(node, reporter, 'a string', node.kind === 'scalar' && node.value !== null);
      if (node.value === '' && !empty) return report(reporter, 'field-value', node, 'this string must not be empty');
      if (pattern === undefined || new RegExp(pattern, 'u').test(node.value)) return node.value;
      return report(reporter, 'field-value', node, `\`${node.value}\` ${otherwise}`);
    },
  };
}

/** A regular expression of JavaScript, with the flag `u`. */
export const regularExpression: Shape<string> = {
  schema: { type: 'string', format: 'regex' },
  read(node, reporter) {
    const pattern = text().read(node, reporter);
    if (pattern === undefined) return undefined;
    try {
      new RegExp(pattern, 'u');
      return pattern;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return report(reporter, 'field-value', node, `this is not a regular expression: ${reason}`);
    }
  },
};

/** A number of at least `least` and at most `most`. */
export function number(
  least: number,
  kind: 'number' | 'integer' = 'number',
  most = Number.POSITIVE_INFINITY,
): Shape<number> {
  return {
    schema: { type: kind, minimum: least, ...(Number.isFinite(most) ? { maximum: most } : {}) },
    read(node, reporter) {
      const value = node.kind === 'scalar' ? node.value : undefined;
      if (typeof value !== 'number')
        return wrongType(node, reporter, kind === 'integer' ? 'a whole number' : 'a number');
      if (kind === 'integer' && !Number.isInteger(value)) {
        return report(reporter, 'field-value', node, `${value} is not a whole number`);
      }
      if (value < least) return report(reporter, 'field-value', node, `${value} is less than ${least}`);
      return value <= most ? value : report(reporter, 'field-value', node, `${value} is more than ${most}`);
    },
  };
}

/** True or false. */
export const boolean: Shape<boolean> = {
  schema: { type: 'boolean' },
  read(node, reporter) {
    const value = node.kind === 'scalar' ? node.value : undefined;
    return typeof value === 'boolean' ? value : wrongType(node, reporter, 'true or false');
  },
};

/** One of these words. */
export function word<const W extends string>(...words: readonly W[]): Shape<W> {
  return {
    schema: { enum: [...words] },
    read(node, reporter) {
      const found = isText(node) ? words.find((each) => each === node.value) : undefined;
      if (found !== undefined) return found;
      if (!isText(node)) return wrongType(node, reporter, `one of ${words.join(', ')}`);
      const help = didYouMean(nearest(node.value, words));
      return report(reporter, 'field-value', node, `\`${node.value}\` is not one of ${words.join(', ')}`, help);
    },
  };
}
