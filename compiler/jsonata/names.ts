/** The functions of JSONata 2.0.6 and those that AWS adds: a variable of such a name would hide the function. */
const FUNCTIONS = [
  'sum',
  'count',
  'max',
  'min',
  'average',
  'string',
  'substring',
  'substringBefore',
  'substringAfter',
  'lowercase',
  'uppercase',
  'length',
  'trim',
  'pad',
  'match',
  'contains',
  'replace',
  'split',
  'join',
  'formatNumber',
  'formatBase',
  'formatInteger',
  'parseInteger',
  'number',
  'floor',
  'ceil',
  'round',
  'abs',
  'sqrt',
  'power',
  'random',
  'boolean',
  'not',
  'map',
  'zip',
  'filter',
  'single',
  'reduce',
  'foldLeft',
  'sift',
  'keys',
  'lookup',
  'append',
  'exists',
  'spread',
  'merge',
  'reverse',
  'each',
  'error',
  'assert',
  'type',
  'sort',
  'shuffle',
  'distinct',
  'base64encode',
  'base64decode',
  'encodeUrlComponent',
  'encodeUrl',
  'decodeUrlComponent',
  'decodeUrl',
  'eval',
  'toMillis',
  'fromMillis',
  'clone',
  'now',
  'millis',
  'partition',
  'range',
  'hash',
  'uuid',
  'parse',
];

/** Variable names that can't be had: `states` is reserved, and functions would be hidden. */
export const TAKEN_VARIABLES: ReadonlySet<string> = new Set([...FUNCTIONS, 'states']);

/**
 * What the compiler's own expressions call the values that they look at, some with a number behind: a variable of the
 * machine would be hidden where one of them is.
 */
const LOCAL =
  /^(?:all|at|before|below|first|found|i|in|index|input|it|item|json|key|l|last|m|n|other|outer|r|reduced|rest|size|text|told)[0-9]*$/;

/** Longest name of a variable or state (AWS Step Functions, quotas). */
export const LONGEST_NAME = 80;

/** Whether Step Functions takes this as a variable's name (letters, digits and `_`, a letter first, at most 80 characters). */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(name) && name.length <= LONGEST_NAME && !TAKEN_VARIABLES.has(name);
}

/** Whether an expression of the compiler's own may hide a variable of this name. */
export function isHidden(name: string): boolean {
  return LOCAL.test(name);
}
