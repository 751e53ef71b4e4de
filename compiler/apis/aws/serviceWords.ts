import type { ServiceEntry } from './format.ts';

/** Words that stand in the names of services and of documents alike, and tell none from another. */
const COMMON: ReadonlySet<string> = new Set([
  ...[
    'amazon',
    'aws',
    'api',
    'apis',
    'openapi',
    'rest',
    'service',
    'services',
    'the',
    'of',
    'and',
    'for',
    'http',
    'https',
  ],
  ...['yaml', 'yml', 'json', 'spec', 'swagger', 'original', 'arazzo', 'workflow', 'workflows'],
]);

/** The telling words of a text, in lower case, in order: `amazonEc2Api` -> ec2; `QuickSight` -> quick, sight. */
export function tellingWords(text: string): readonly string[] {
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !COMMON.has(word));
}

/**
 * How well a text names a service: the length of the longest of the service's names that it holds; 0 where it holds
 * none. A name may be written in one word or in several.
 */
export function nameScore(words: ServiceWords, service: Pick<ServiceEntry, 'names'>): number {
  let best = 0;
  for (const { joined, words: own } of splitNames(service)) {
    if (joined.length > best && (words.runs.has(joined) || hasEach(words, own))) best = joined.length;
  }
  return best;
}

interface SplitName {
  readonly joined: string;
  readonly words: readonly string[];
}

/** Every service is looked at for every document, so names are taken apart once. */
const split = new WeakMap<object, readonly SplitName[]>();

function splitNames(service: Pick<ServiceEntry, 'names'>): readonly SplitName[] {
  const known = split.get(service);
  if (known !== undefined) return known;
  const names = service.names.map((name) => ({ joined: name.replaceAll(' ', ''), words: name.split(' ') }));
  split.set(service, names);
  return names;
}

/** The telling words of a text, and every run of up to four of them in one word: quick, sight, quicksight. */
export interface ServiceWords {
  readonly words: readonly string[];
  readonly runs: ReadonlySet<string>;
}

/** The telling words of a text, ready for {@link nameScore}. */
export function serviceWords(text: string): ServiceWords {
  const words = tellingWords(text);
  const runs = words.flatMap((_, start) => [1, 2, 3, 4].map((length) => words.slice(start, start + length).join('')));
  return { words, runs: new Set(runs) };
}

/** Whether every word of a name of several is there, itself or another form of it, in any order. */
function hasEach({ words }: ServiceWords, name: readonly string[]): boolean {
  return name.length > 1 && name.every((word) => words.some((other) => alike(word, other)));
}

/** The same word, or one stem: manager and management. */
function alike(left: string, right: string): boolean {
  return left === right || (left.length >= 6 && right.startsWith(left.slice(0, 6)));
}
