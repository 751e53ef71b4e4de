import type { ServiceEntry } from './format.ts';
import type { Models } from './models.ts';
import { type NameScore, nameScore, type ServiceWords, serviceWords } from './serviceWords.ts';

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
  /** What the document calls at this source. */
  readonly called?: CalledOperations;
}

/** What a document calls at a source description. */
export interface CalledOperations {
  /** Operations by their ids, as the document writes them. */
  readonly names: readonly string[];
  /** Operations by their paths. */
  readonly paths: readonly OperationPath[];
  /** Operations by ids that don't say of which of the document's sources they are. */
  readonly plainNames: readonly string[];
  /** What the calls send as the header `X-Amz-Target`: `DynamoDB_20120810.PutItem`. */
  readonly targets: readonly string[];
  /** What they send as the query parameter `Version`: `2016-11-15`. */
  readonly versions: readonly string[];
}

/** An operation by its method and path, as `operationPath` names it. */
export interface OperationPath {
  readonly method: string;
  readonly path: string;
}

/** What told a service: something by which it is named, or the operations alone, which no other service has. */
export type ServiceEvidence = 'option' | 'extension' | 'target' | 'host' | 'version' | 'words' | 'operations';

/** Services that something points to. */
export interface Evidence {
  readonly by: ServiceEvidence;
  readonly candidates: readonly Candidate[];
  /** Whether a service that has none of the operations may be meant, too. */
  readonly trusted: boolean;
}

/** A service that may be meant, and how well the words fit its name. */
export interface Candidate {
  readonly entry: ServiceEntry;
  readonly score: NameScore;
}

/** The services that Step Functions can call, and those that it can't. */
export function allServices({ services, uncallable }: Models): readonly ServiceEntry[] {
  return [...services, ...uncallable];
}

/** What points to services, the most telling first; what points to none isn't in it. */
export function evidenceOf(
  clues: ServiceClues,
  { targets, versions }: CalledOperations,
  models: Models,
): readonly Evidence[] {
  const { name, url, title, serverHosts = [] } = clues;
  const own = serviceWords(`${basename(url)} ${name}`);
  const whole = serviceWords(`${basename(url)} ${name} ${title}`);
  const all = allServices(models);
  const prefixes = targets.map((target) => target.replace(/\.[^.]*$/, ''));
  const having = (holds: (entry: ServiceEntry) => boolean) =>
    all.filter(holds).map((entry) => ({ entry, score: nameScore(whole, entry) }));
  const naming = (words: ServiceWords) =>
    all.map((entry) => ({ entry, score: nameScore(words, entry) })).filter(({ score }) => score.longest > 0);
  const ofAws = isOfAws(clues);
  const evidence: readonly Evidence[] = [
    {
      by: 'target',
      candidates: having(({ target }) => target !== undefined && prefixes.includes(target)),
      trusted: true,
    },
    { by: 'host', candidates: having((entry) => serverHosts.some((host) => isHostOf(entry, host))), trusted: true },
    {
      by: 'version',
      candidates: having(({ version }) => version !== undefined && versions.includes(version)),
      trusted: false,
    },
    { by: 'words', candidates: naming(own), trusted: ofAws },
    // A title has many words, and some services are called by everyday ones: it must say whose service it is.
    { by: 'words', candidates: ofAws ? naming(serviceWords(title)) : [], trusted: false },
  ];
  return evidence.filter(({ candidates }) => candidates.length > 0);
}

/** Whether the document says that it is about AWS. */
export function isOfAws({ name, url, title }: ServiceClues): boolean {
  return /amazon|aws/i.test(`${url} ${name} ${title}`);
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
