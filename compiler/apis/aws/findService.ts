import { nearest } from '../../diagnostics/index.ts';
import { findOperation, operationNameOf } from './findOperation.ts';
import type { ServiceEntry } from './format.ts';
import { listServices, loadService, servicesWithOperation, uncallableServices } from './load.ts';
import type { ServiceModel } from './model.ts';
import { nameScore, type ServiceWords, serviceWords, tellingWords } from './serviceWords.ts';

/** All that says which AWS service a source description stands for. */
export interface ServiceClues {
  /** The source description's name and url, and the document's title. */
  readonly name: string;
  readonly url: string;
  readonly title: string;
  /** What the caller's option `services` says of this source. */
  readonly option?: string;
  /** The source description's `x-aws-service`. */
  readonly xAwsService?: string;
  /** Hosts in the OpenAPI description's `servers`, where that could be read. */
  readonly serverHosts?: readonly string[];
}

export type ServiceFinding =
  | { readonly kind: 'found'; readonly service: ServiceModel; readonly by: 'option' | 'extension' | 'host' | 'words' }
  /** Something was named outright, and it is no service that can be called. */
  | {
      readonly kind: 'misnamed';
      readonly by: 'option' | 'extension';
      readonly given: string;
      readonly nearest?: string;
    }
  /** There is such a service at AWS, but Step Functions can't call it, or nothing is known of its operations. */
  | { readonly kind: 'uncallable'; readonly name: string }
  /** Several fit alike. */
  | { readonly kind: 'ambiguous'; readonly candidates: readonly string[] }
  /** None fits. `candidates`: services that have all the operations, for a suggestion; at most five. */
  | { readonly kind: 'unknown'; readonly candidates: readonly string[] };

/**
 * Which service a source description stands for. In this order, each only where the one before gave nothing: the
 * option, `x-aws-service`, the hosts of the OpenAPI description, the words of the source's url and name, those of the
 * document's title. Where several services fit, the operations decide.
 * @param operationNames the operations that the document calls at this source, as it writes them
 */
export function findService(clues: ServiceClues, operationNames: readonly string[]): ServiceFinding {
  if (clues.option !== undefined) return named(clues.option, 'option');
  if (clues.xAwsService !== undefined) return named(clues.xAwsService, 'extension');
  const own = `${basename(clues.url)} ${clues.name}`;
  const hosts = clues.serverHosts ?? [];
  const atHost = services().filter((entry) => hosts.some((host) => isHostOf(entry, host)));
  const byHost = decide(scored(atHost, serviceWords(`${own} ${clues.title}`)), operationNames, 'host', true);
  if (byHost !== undefined) return byHost;
  const trusted = /amazon|aws/i.test(`${clues.url} ${clues.name} ${clues.title}`);
  const byOwn = decide(naming(serviceWords(own)), operationNames, 'words', trusted);
  if (byOwn !== undefined) return byOwn;
  // A title has many words, and some services are called by everyday ones: it must say whose service it is.
  const byTitle = trusted ? decide(naming(serviceWords(clues.title)), operationNames, 'words', false) : undefined;
  return byTitle ?? { kind: 'unknown', candidates: withAll(operationNames).slice(0, 5) };
}

/** A service that may be meant, and how well the words fit its name. */
interface Candidate {
  readonly entry: ServiceEntry;
  readonly score: number;
}

function services(): readonly ServiceEntry[] {
  return [...listServices(), ...uncallableServices()];
}

function scored(entries: readonly ServiceEntry[], words: ServiceWords): readonly Candidate[] {
  return entries.map((entry) => ({ entry, score: nameScore(words, entry) }));
}

function naming(words: ServiceWords): readonly Candidate[] {
  return scored(services(), words).filter(({ score }) => score > 0);
}

/** The service that was named outright: by its name in Step Functions, or as people write it (`logs`, `Amazon Connect`). */
function named(given: string, by: 'option' | 'extension'): ServiceFinding {
  const wanted = tellingWords(given).join('');
  const all = services();
  const entry =
    all.find(({ resource }) => resource === given.toLowerCase()) ??
    all.find(({ names }) => names.some((name) => name.replaceAll(' ', '') === wanted));
  if (entry !== undefined) return finding(entry, by);
  const close = nearest(
    given.toLowerCase(),
    all.map(({ resource }) => resource),
  );
  return { kind: 'misnamed', by, given, ...(close === undefined ? {} : { nearest: close }) };
}

function finding(entry: ServiceEntry, by: 'option' | 'extension' | 'host' | 'words'): ServiceFinding {
  const service = loadService(entry.resource);
  return service === undefined ? { kind: 'uncallable', name: entry.resource } : { kind: 'found', service, by };
}

/**
 * Of the candidates the one that has most of the operations; of those that have alike many, the one whose name fits best.
 * @param trusted whether one that has none of them is taken, if it is the only one: then the operations are misspelt
 */
function decide(
  candidates: readonly Candidate[],
  operationNames: readonly string[],
  by: 'host' | 'words',
  trusted: boolean,
): ServiceFinding | undefined {
  // Of one candidate the model will be read anyway; of several, the index says it for all.
  const holds = candidates.length === 1 ? hasOperation : isIn;
  const having = best(candidates, ({ entry }) => countOf(operationNames, (name) => holds(entry, name)));
  const known =
    having.value > 0 ? having : best(candidates, ({ entry }) => countOf(operationNames, (name) => isLike(entry, name)));
  if (known.value === 0 && !trusted) return undefined;
  const [first, ...others] = best(known.of, ({ score }) => score).of;
  if (first === undefined) return undefined;
  if (others.length === 0) return finding(first.entry, by);
  return { kind: 'ambiguous', candidates: [first, ...others].map(({ entry }) => entry.resource) };
}

/** The candidates with the highest value, and that value. */
function best(
  candidates: readonly Candidate[],
  rank: (candidate: Candidate) => number,
): { value: number; of: readonly Candidate[] } {
  const values = candidates.map(rank);
  const value = Math.max(0, ...values);
  return { value, of: candidates.filter((_, index) => values[index] === value) };
}

function countOf(names: readonly string[], holds: (name: string) => boolean): number {
  return names.filter(holds).length;
}

function isIn(entry: ServiceEntry, name: string): boolean {
  return servicesWithOperation(operationNameOf(name)).includes(entry.resource);
}

function hasOperation(entry: ServiceEntry, name: string): boolean {
  return loadService(entry.resource)?.operation(operationNameOf(name)) !== undefined;
}

/** Whether the service has an operation of nearly this name. */
function isLike(entry: ServiceEntry, name: string): boolean {
  const service = loadService(entry.resource);
  if (service === undefined) return false;
  const found = findOperation(service, name);
  return found.kind === 'found' || found.nearest !== undefined;
}

function withAll(operationNames: readonly string[]): readonly string[] {
  if (operationNames.length === 0) return [];
  const callable = new Set(listServices().map(({ resource }) => resource));
  return operationNames
    .map((name) => servicesWithOperation(operationNameOf(name)))
    .reduce((left, right) => left.filter((service) => right.includes(service)))
    .filter((service) => callable.has(service));
}

/**
 * Whether a host name is one of a service's endpoints, whatever the region, account or bucket in it:
 * `connect.us-east-1.amazonaws.com`, `{bucket}.s3.{region}.amazonaws.com`, `api.ecr.eu-west-1.amazonaws.com`.
 */
function isHostOf(entry: ServiceEntry, host: string): boolean {
  const rest = /^(.*)\.(amazonaws\.com(\.cn)?|api\.aws|amazonwebservices\.com\.cn)$/i.exec(host)?.[1];
  if (rest === undefined || entry.host === undefined) return false;
  const labels = rest
    .toLowerCase()
    .split('.')
    .map((label) => label.replace(/-fips$/, ''));
  const own = entry.host.toLowerCase().split('.');
  const region = /^(\{.*\}|dualstack|[a-z]{2}(-[a-z]+)+-[0-9])$/;
  while (labels.length > own.length && region.test(labels.at(-1) ?? '')) labels.pop();
  return own.join('.') === labels.slice(-own.length).join('.');
}

function basename(url: string): string {
  return (
    url
      .replace(/[?#].*$/, '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) ?? ''
  );
}
