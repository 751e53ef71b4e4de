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
export function nameScore(text: ServiceWords, service: Pick<ServiceEntry, 'names'>): number {
  let best = 0;
  for (const name of service.names) {
    // All services are looked at for every document, and few of their names begin as one of its words does.
    if (!text.initials.has(name.charAt(0))) continue;
    const joined = name.replaceAll(' ', '');
    if (joined.length > best && (text.runs.has(joined) || hasEach(text, name.split(' ')))) best = joined.length;
  }
  return best;
}

/** The telling words of a text, every run of up to four of them in one word (quick, sight, quicksight), their initials. */
export interface ServiceWords {
  readonly words: readonly string[];
  readonly runs: ReadonlySet<string>;
  readonly initials: ReadonlySet<string>;
}

/** The telling words of a text, ready for {@link nameScore}. */
export function serviceWords(text: string): ServiceWords {
  const words = tellingWords(text);
  const runs = words.flatMap((_, start) => [1, 2, 3, 4].map((length) => words.slice(start, start + length).join('')));
  return { words, runs: new Set(runs), initials: new Set(words.map((word) => word.charAt(0))) };
}

/** Whether every word of a name of several is there, itself or another form of it, in any order. */
function hasEach({ words }: ServiceWords, name: readonly string[]): boolean {
  return name.length > 1 && name.every((word) => words.some((other) => alike(word, other)));
}

/** The same word, or one stem: manager and management. */
function alike(left: string, right: string): boolean {
  return left === right || (left.length >= 6 && right.startsWith(left.slice(0, 6)));
}
