import { testExpression } from './tests.ts';
import type { StateScope } from './values.ts';

/** In a Task behind its call: the response is its result. */
export const RESULT: StateScope = { response: 'result', test: testExpression };

/** In a Task whose call failed: there is no response, but an error. */
export const ERROR: StateScope = { response: 'errorOutput', test: testExpression };

/** In any other state: what was handed on to it is its input. */
export const INPUT: StateScope = { response: 'input', test: testExpression };
