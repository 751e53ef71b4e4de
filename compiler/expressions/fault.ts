import type { Range } from '../diagnostics/index.ts';
import type { ExpressionError, Parsed } from './ast.ts';

/** What a parser of this room stops with. It never leaves the room: {@link attempt} makes a result of it. */
class Fault extends Error {
  readonly error: ExpressionError;

  constructor(error: ExpressionError) {
    super(error.message);
    this.error = error;
  }
}

/** Stops the parser: says what is wrong where and, in `help`, the way out. */
export function fail(code: ExpressionError['code'], range: Range, message: string, help?: string): never {
  throw new Fault({ code, message, range, ...(help === undefined ? {} : { help }) });
}

/** Runs a parser and gives its tree, or the error that it stopped with. */
export function attempt<T>(parse: () => T): Parsed<T> {
  try {
    return { ok: true, value: parse() };
  } catch (thrown) {
    if (thrown instanceof Fault) return { ok: false, error: thrown.error };
    throw thrown;
  }
}
