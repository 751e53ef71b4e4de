import { nearest } from '../../diagnostics/index.ts';
import { findOperation, findOperationByPath, hasOperationNamed, operationNameOf } from './findOperation.ts';
import type { ServiceEntry } from './format.ts';
import type { ServiceModel } from './model.ts';
import type { Models } from './models.ts';
import {
  allServices,
  type CalledOperations,
  type Candidate,
  type Evidence,
  evidenceOf,
  isOfAws,
  type OperationPath,
  type ServiceClues,
  type ServiceEvidence,
} from './serviceEvidence.ts';
import { tellingWords } from './serviceWords.ts';
import type { WhyUncallable } from './uncallable.ts';

const NOTHING_CALLED: CalledOperations = { names: [], paths: [], plainNames: [], targets: [], versions: [] };

export type ServiceFinding =
  | { readonly kind: 'found'; readonly service: ServiceModel; readonly by: ServiceEvidence }
  /** Something was named outright, and it is no service that can be called. */
  | {
      readonly kind: 'misnamed';
      readonly by: 'option' | 'extension';
      readonly given: string;
      readonly nearest?: string;
    }
  /** There is such a service at AWS, but Step Functions can't call it, or nothing is known of its operations. */
  | { readonly kind: 'uncallable'; readonly service: ServiceEntry; readonly why: WhyUncallable }
  /** Several fit alike. */
  | { readonly kind: 'ambiguous'; readonly candidates: readonly string[] }
  /** None fits. `candidates`: services that have all the operations, for a suggestion; at most five. */
  | { readonly kind: 'unknown'; readonly candidates: readonly string[] };

/**
 * Which service a source description stands for: the one that the option or `x-aws-service` names. Else what points to
 * services is looked at in this order: `X-Amz-Target`, the hosts of the OpenAPI description, `Version`, the words of the
 * source's url and name, those of the document's title. The first that points to one with all the operations has found
 * it; of several that have them, the words decide. Where none has all, but a single service of AWS does, it is that one.
 * Else the operations are misspelt, and it is the one that has most of them.
 */
export function findService(clues: ServiceClues, models: Models): ServiceFinding {
  if (clues.option !== undefined) return named(clues.option, 'option', models);
  if (clues.xAwsService !== undefined) return named(clues.xAwsService, 'extension', models);
  const called = clues.called ?? NOTHING_CALLED;
  const evidence = evidenceOf(clues, called, models);
  const found =
    decide(evidence, (entry) => hasAll(entry, called, models), called, models) ??
    decide(evidence, (entry) => countIn(entry, called, models) + plainIn(entry, called, models) > 0, called, models) ??
    byOperations(evidence, clues, called, models) ??
    decide(evidence, (entry) => called.names.some((name) => isLike(entry, name, models)), called, models) ??
    decide(
      evidence.filter(({ trusted }) => trusted),
      () => true,
      called,
      models,
    );
  return found ?? { kind: 'unknown', candidates: callable(withAll(called, models), models).slice(0, 5) };
}

/**
 * Decides among the candidates of the first evidence that has some that fit: for those that have most of the operations,
 * then of the plain ones, then for the one whose name fits best.
 */
function decide(
  evidence: readonly Evidence[],
  fits: (entry: ServiceEntry) => boolean,
  called: CalledOperations,
  models: Models,
): ServiceFinding | undefined {
  for (const { by, candidates } of evidence) {
    const [first, ...others] = [
      ({ entry }: Candidate) => countIn(entry, called, models),
      ({ entry }: Candidate) => plainIn(entry, called, models),
      ({ score }: Candidate) => score.longest,
      ({ score }: Candidate) => score.all,
    ].reduce(
      best,
      candidates.filter(({ entry }) => fits(entry)),
    );
    if (first === undefined) continue;
    if (others.length === 0) return finding(first.entry, by, models);
    return { kind: 'ambiguous', candidates: [first, ...others].map(({ entry }) => entry.resource) };
  }
  return undefined;
}

/** The candidates with the highest value. */
function best(candidates: readonly Candidate[], rank: (candidate: Candidate) => number): readonly Candidate[] {
  const values = candidates.map(rank);
  const value = Math.max(...values);
  return candidates.filter((_, index) => values[index] === value);
}

/**
 * The only service that has all the operations, though nothing names it, in a document about AWS. Where a service is named
 * of whose operations nothing is known, it may have them as well; and one operation alone may be a slip.
 */
function byOperations(
  evidence: readonly Evidence[],
  clues: ServiceClues,
  called: CalledOperations,
  models: Models,
): ServiceFinding | undefined {
  const named = evidence.flatMap(({ candidates }) => candidates);
  if (!isOfAws(clues) || named.some(({ entry }) => !isKnown(entry))) return undefined;
  if (named.length > 0 && called.names.length < 2) return undefined;
  const [only, ...others] = withAll(called, models);
  const entry = allServices(models).find(({ resource }) => resource === only);
  return entry === undefined || others.length > 0 ? undefined : finding(entry, 'operations', models);
}

/** The service that was named outright: by its name in Step Functions, or as people write it (`logs`, `Amazon Connect`). */
function named(given: string, by: 'option' | 'extension', models: Models): ServiceFinding {
  const wanted = tellingWords(given).join('');
  const all = allServices(models);
  const entry =
    all.find(({ resource }) => resource === given.toLowerCase()) ??
    all.find(({ names }) => names.some((name) => name.replaceAll(' ', '') === wanted));
  if (entry !== undefined) return finding(entry, by, models);
  const close = nearest(
    given.toLowerCase(),
    models.services.map(({ resource }) => resource),
  );
  return { kind: 'misnamed', by, given, ...(close === undefined ? {} : { nearest: close }) };
}

function finding(entry: ServiceEntry, by: ServiceEvidence, models: Models): ServiceFinding {
  const service = models.service(entry.resource);
  if (service !== undefined) return { kind: 'found', service, by };
  return { kind: 'uncallable', service: entry, why: whyUncallable(entry, models) };
}

function whyUncallable(entry: ServiceEntry, models: Models): WhyUncallable {
  if (entry.removed !== undefined) return 'removed';
  if (entry.retired !== undefined) return 'retired';
  return models.services.includes(entry) ? 'unmodelled' : 'unlisted';
}

/** Whether anything is known of the service's operations. */
function isKnown({ serviceId }: ServiceEntry): boolean {
  return serviceId !== undefined;
}

/** Whether the service has all operations that are called; false where none is. */
function hasAll(entry: ServiceEntry, called: CalledOperations, models: Models): boolean {
  const count = called.names.length + called.paths.length;
  return count > 0 && countIn(entry, called, models) === count;
}

/** How many of the operations that are called the service has. It is asked of a candidate at each piece of evidence. */
function countIn(entry: ServiceEntry, called: CalledOperations, models: Models): number {
  const counts = counted.get(called) ?? new Map<ServiceEntry, number>();
  counted.set(called, counts);
  const { names, paths } = called;
  const count =
    counts.get(entry) ??
    names.filter((name) => isIn(entry, name, models)).length +
      paths.filter((path) => hasPath(entry, path, models)).length;
  counts.set(entry, count);
  return count;
}

/** By the calls of a document and by candidate; the services are those of one set of models. */
const counted = new WeakMap<CalledOperations, Map<ServiceEntry, number>>();

function plainIn(entry: ServiceEntry, { plainNames }: CalledOperations, models: Models): number {
  return plainNames.filter((name) => isIn(entry, name, models)).length;
}

/** Whether the service has an operation of this name. The large index of all services is read only for those without a model. */
function isIn(entry: ServiceEntry, name: string, models: Models): boolean {
  const service = models.service(entry.resource);
  if (service === undefined) return models.servicesWithOperation(operationNameOf(name)).includes(entry.resource);
  return hasOperationNamed(service, name);
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

/** The resource names of the services, callable or not, that have all operations that are called by their names. */
function withAll({ names }: CalledOperations, models: Models): readonly string[] {
  if (names.length === 0) return [];
  return names
    .map((name) => models.servicesWithOperation(operationNameOf(name)))
    .reduce((left, right) => left.filter((service) => right.includes(service)));
}

function callable(resources: readonly string[], models: Models): readonly string[] {
  const known = new Set(models.services.map(({ resource }) => resource));
  return resources.filter((resource) => known.has(resource));
}
