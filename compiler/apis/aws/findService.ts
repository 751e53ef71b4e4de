import { nearest } from '../../diagnostics/index.ts';
import { findOperation, findOperationByPath, operationNameOf } from './findOperation.ts';
import type { ServiceEntry } from './format.ts';
import type { ServiceModel } from './model.ts';
import type { Models } from './models.ts';
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
  /** Methods and paths of the operations that the document calls at this source by their paths. */
  readonly operationPaths?: readonly OperationPath[];
}

/** An operation by its method and path, as `operationPath` names it. */
export interface OperationPath {
  readonly method: string;
  readonly path: string;
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
export function findService(clues: ServiceClues, operationNames: readonly string[], models: Models): ServiceFinding {
  if (clues.option !== undefined) return named(clues.option, 'option', models);
  if (clues.xAwsService !== undefined) return named(clues.xAwsService, 'extension', models);
  const own = `${basename(clues.url)} ${clues.name}`;
  const hosts = clues.serverHosts ?? [];
  const called = { names: operationNames, paths: clues.operationPaths ?? [], models };
  const atHost = services(models).filter((entry) => hosts.some((host) => isHostOf(entry, host)));
  const byHost = decide(scored(atHost, serviceWords(`${own} ${clues.title}`)), called, 'host', true);
  if (byHost !== undefined) return byHost;
  const trusted = /amazon|aws/i.test(`${clues.url} ${clues.name} ${clues.title}`);
  const byOwn = decide(naming(serviceWords(own), models), called, 'words', trusted);
  if (byOwn !== undefined) return byOwn;
  // A title has many words, and some services are called by everyday ones: it must say whose service it is.
  const byTitle = trusted ? decide(naming(serviceWords(clues.title), models), called, 'words', false) : undefined;
  return byTitle ?? { kind: 'unknown', candidates: withAll(called).slice(0, 5) };
}

/** A service that may be meant, and how well the words fit its name. */
interface Candidate {
  readonly entry: ServiceEntry;
  readonly score: number;
}

/** The operations that a document calls at a source, and where services are looked for that have them. */
interface CalledOperations {
  readonly names: readonly string[];
  readonly paths: readonly OperationPath[];
  readonly models: Models;
}

function services(models: Models): readonly ServiceEntry[] {
  return [...models.services, ...models.uncallable];
}

function scored(entries: readonly ServiceEntry[], words: ServiceWords): readonly Candidate[] {
  return entries.map((entry) => ({ entry, score: nameScore(words, entry) }));
}

function naming(words: ServiceWords, models: Models): readonly Candidate[] {
  return scored(services(models), words).filter(({ score }) => score > 0);
}

/** The service that was named outright: by its name in Step Functions, or as people write it (`logs`, `Amazon Connect`). */
function named(given: string, by: 'option' | 'extension', models: Models): ServiceFinding {
  const wanted = tellingWords(given).join('');
  const all = services(models);
  const entry =
    all.find(({ resource }) => resource === given.toLowerCase()) ??
    all.find(({ names }) => names.some((name) => name.replaceAll(' ', '') === wanted));
  if (entry !== undefined) return finding(entry, by, models);
  const close = nearest(
    given.toLowerCase(),
    all.map(({ resource }) => resource),
  );
  return { kind: 'misnamed', by, given, ...(close === undefined ? {} : { nearest: close }) };
}

function finding(entry: ServiceEntry, by: 'option' | 'extension' | 'host' | 'words', models: Models): ServiceFinding {
  const service = models.service(entry.resource);
  return service === undefined ? { kind: 'uncallable', name: entry.resource } : { kind: 'found', service, by };
}

/**
 * Of the candidates the one that has most of the operations; of those that have alike many, the one whose name fits best.
 * @param trusted whether one that has none of them is taken, if it is the only one: then the operations are misspelt
 */
function decide(
  candidates: readonly Candidate[],
  { names, paths, models }: CalledOperations,
  by: 'host' | 'words',
  trusted: boolean,
): ServiceFinding | undefined {
  // Of one candidate the model will be read anyway; of several, the index says it for all.
  const holds = candidates.length === 1 ? hasOperation : isIn;
  const having = best(candidates, ({ entry }) => {
    const byPath = paths.filter((path) => hasPath(entry, path, models)).length;
    return byPath + countOf(names, (name) => holds(entry, name, models));
  });
  const known =
    having.value > 0 ? having : best(candidates, ({ entry }) => countOf(names, (name) => isLike(entry, name, models)));
  if (known.value === 0 && !trusted) return undefined;
  const [first, ...others] = best(known.of, ({ score }) => score).of;
  if (first === undefined) return undefined;
  if (others.length === 0) return finding(first.entry, by, models);
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

function isIn(entry: ServiceEntry, name: string, models: Models): boolean {
  return models.servicesWithOperation(operationNameOf(name)).includes(entry.resource);
}

function hasOperation(entry: ServiceEntry, name: string, models: Models): boolean {
  return models.service(entry.resource)?.operation(operationNameOf(name)) !== undefined;
}

function hasPath(entry: ServiceEntry, { method, path }: OperationPath, models: Models): boolean {
  const service = models.service(entry.resource);
  return service !== undefined && findOperationByPath(service, method, path) !== undefined;
}

/** Whether the service has an operation of nearly this name. */
function isLike(entry: ServiceEntry, name: string, models: Models): boolean {
  const service = models.service(entry.resource);
  if (service === undefined) return false;
  const found = findOperation(service, name);
  return found.kind === 'found' || found.nearest !== undefined;
}

function withAll({ names, models }: CalledOperations): readonly string[] {
  if (names.length === 0) return [];
  const callable = new Set(models.services.map(({ resource }) => resource));
  return names
    .map((name) => models.servicesWithOperation(operationNameOf(name)))
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
