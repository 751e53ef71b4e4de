import { type Operation, usualTimeout } from '../apis/index.ts';
import type { Step } from '../arazzo/index.ts';
import type { CompileOptions } from '../options.ts';

/** Seconds after which a call is given up: the step's own timeout (1.1), the option, or what is usual. */
export function callTimeout({ timeout }: Step, operation: Operation, options: CompileOptions): number {
  if (timeout !== undefined) return Math.max(1, Math.ceil(timeout.milliseconds / 1000));
  return options.callTimeout ?? usualTimeout(operation);
}
