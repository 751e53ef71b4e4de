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
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !COMMON.has(word));
}

/** How well a text names a service; 0 where it doesn't. */
export interface NameScore {
  /** The length of the longest of the service's names that the text holds; of a product's, half a letter less. */
  readonly longest: number;
  /** That of all of them together. */
  readonly all: number;
}

/** How well a text names a service. A name may be written in one word or in several. */
export function nameScore(text: ServiceWords, service: Pick<ServiceEntry, 'names' | 'products'>): NameScore {
  const held = new Map<string, number>();
  for (const name of service.products ?? []) if (holds(text, name)) held.set(joined(name), joined(name).length - 0.5);
  for (const name of service.names) if (holds(text, name)) held.set(joined(name), joined(name).length);
  const lengths = [...held.values()];
  return { longest: Math.max(0, ...lengths), all: lengths.reduce((sum, length) => sum + length, 0) };
}

function holds(text: ServiceWords, name: string): boolean {
  // All services are looked at for every document, and few of their names begin as one of its words does.
  return text.initials.has(name.charAt(0)) && (text.runs.has(joined(name)) || hasEach(text, name.split(' ')));
}

function joined(name: string): string {
  return name.replaceAll(' ', '');
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
