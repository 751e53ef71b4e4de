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
export function nameScore(words: readonly string[], service: Pick<ServiceEntry, 'names'>): number {
  const runs = new Set(joinedRuns(words));
  let best = 0;
  for (const name of service.names) {
    const own = tellingWords(name);
    const joined = own.join('');
    const held = runs.has(joined) || (own.length > 1 && own.every((word) => words.some((other) => alike(word, other))));
    if (joined !== '' && held) best = Math.max(best, joined.length);
  }
  return best;
}

/** Every run of up to four words, joined: quick, sight, quicksight. */
function joinedRuns(words: readonly string[]): readonly string[] {
  return words.flatMap((_, start) =>
    [1, 2, 3, 4]
      .filter((length) => start + length <= words.length)
      .map((length) => words.slice(start, start + length).join('')),
  );
}

/** The same word, or one stem: manager and management. */
function alike(left: string, right: string): boolean {
  if (left === right) return true;
  return left.length >= 6 && right.length >= 6 && left.slice(0, 6) === right.slice(0, 6);
}
