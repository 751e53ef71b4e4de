import { readFileSync } from 'node:fs';
import type { ServiceEntry } from '../../compiler/apis/aws/format.ts';
import { tellingWords } from '../../compiler/apis/aws/serviceWords.ts';
import { type BotocoreModel, botocoreFolders, readBotocore } from './botocore.ts';
import { PRODUCTS } from './products.ts';

/** A service as AWS documents it for Step Functions, and the folder of botocore's data that has its model. */
export interface ServiceFacts {
  readonly resource: string;
  readonly exceptionPrefix: string;
  readonly folder?: string;
  readonly unsupported?: readonly string[];
  /** ISO dates, as in {@link ServiceEntry}. */
  readonly since?: string;
  readonly removed?: string;
  readonly retired?: string;
}

/** The table of services that Step Functions can call, or could. */
export interface ServicesTable {
  /** The ISO date of the newest change of AWS's list that is in it; absent: the file doesn't say. */
  readonly listed?: string;
  readonly services: readonly ServiceFacts[];
}

/**
 * Reads the table of services: our own `models/services.json`, or a list of
 * `{resource, exceptionPrefix, botocore: [folder], unsupported, since, removed, sdkRemoved}`.
 */
export function readServices(file: string): ServicesTable {
  const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (Array.isArray(json)) return { services: json.map((each: unknown) => serviceFacts(each, file)) };
  const { listed, services, uncallable } = isRecord(json) ? json : {};
  const left = items(uncallable).filter((each) => isRecord(each) && (each['removed'] ?? each['retired']) !== undefined);
  const facts = [...items(services), ...left].map((each) => serviceFacts(each, file));
  return { ...dated({ listed }), services: facts.sort((a, b) => (a.resource < b.resource ? -1 : 1)) };
}

/** Whether Step Functions can no longer call a service. */
export function isGone({ removed, retired }: Pick<ServiceFacts, 'removed' | 'retired'>): boolean {
  return removed !== undefined || retired !== undefined;
}

function serviceFacts(json: unknown, file: string): ServiceFacts {
  if (!isRecord(json)) throw new Error(`${file}: a service is no object`);
  const { resource, exceptionPrefix, folder, botocore, unsupported, since, removed, retired, sdkRemoved } = json;
  if (typeof resource !== 'string' || typeof exceptionPrefix !== 'string')
    throw new Error(`${file}: a service has no name`);
  const found = typeof folder === 'string' ? folder : texts(botocore)[0];
  return {
    resource,
    exceptionPrefix,
    ...(found === undefined ? {} : { folder: found }),
    ...(unsupported === undefined ? {} : { unsupported: [...texts(unsupported)].sort() }),
    ...dated({ since, removed, retired: retired ?? sdkRemoved }),
  };
}

/** Those of the values that are texts. */
function dated<Key extends string>(dates: Readonly<Record<Key, unknown>>): { readonly [K in Key]?: string } {
  const known: { [K in Key]?: string } = {};
  for (const key in dates) {
    const date = dates[key];
    if (typeof date === 'string') known[key] = date;
  }
  return known;
}

/** The service's line in `models/services.json`; without a model it has no more than its documented names. */
export function serviceEntry(facts: ServiceFacts, model: BotocoreModel | undefined): ServiceEntry {
  const { folder, unsupported, since, removed, retired } = facts;
  const metadata = model?.metadata;
  const products = PRODUCTS[facts.resource];
  const names = [
    facts.resource,
    facts.exceptionPrefix,
    folder,
    metadata?.serviceId,
    metadata?.serviceFullName,
    metadata?.serviceAbbreviation,
  ];
  return {
    resource: facts.resource,
    exceptionPrefix: facts.exceptionPrefix,
    ...(metadata === undefined || folder === undefined
      ? {}
      : { serviceId: metadata.serviceId, folder, host: metadata.endpointPrefix, ...protocolNames(metadata) }),
    names: [...new Set(names.flatMap((name) => tellingWords(name ?? '').join(' ')))]
      .filter((name) => name !== '')
      .sort(),
    ...(products === undefined ? {} : { products: products.map((name) => tellingWords(name).join(' ')).sort() }),
    ...(unsupported === undefined ? {} : { unsupported }),
    ...dated({ since, removed, retired }),
  };
}

/** What requests call the service: `X-Amz-Target` of the JSON protocols, `Version` of the query ones. */
function protocolNames({ protocol, targetPrefix, apiVersion }: BotocoreModel['metadata']): Partial<ServiceEntry> {
  return {
    ...(targetPrefix === undefined ? {} : { target: targetPrefix }),
    ...(protocol === 'query' || protocol === 'ec2' ? { version: apiVersion } : {}),
  };
}

/** The services of botocore that the table hasn't: Step Functions can't call them. */
export function uncallableServices(callable: readonly ServiceEntry[], data: string): readonly ServiceOperations[] {
  const folders = new Set(callable.map(({ folder }) => folder));
  const ids = new Set(callable.map(({ serviceId }) => serviceId));
  return botocoreFolders(data)
    .filter((folder) => !folders.has(folder))
    .map((folder) => {
      const model = readBotocore(data, folder);
      const entry = serviceEntry({ resource: folder, exceptionPrefix: '', folder }, model);
      return { entry, operations: Object.keys(model.operations) };
    })
    .filter(({ entry }) => !ids.has(entry.serviceId));
}

/** A service's entry and the names of its operations. */
export interface ServiceOperations {
  readonly entry: ServiceEntry;
  readonly operations: readonly string[];
}

/** The text of `models/services.json`, a line a service, so that changes can be read. */
export function servicesText(
  made: { readonly source: string; readonly generated: string; readonly listed: string },
  services: readonly ServiceEntry[],
  uncallable: readonly ServiceEntry[],
): string {
  const lines = (entries: readonly ServiceEntry[]) =>
    entries.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n');
  return `{
  "source": ${JSON.stringify(made.source)},
  "generated": ${JSON.stringify(made.generated)},
  "listed": ${JSON.stringify(made.listed)},
  "services": [
${lines(services)}
  ],
  "uncallable": [
${lines(uncallable)}
  ]
}
`;
}

/** The services that have each operation, by its name in lower case: descriptions write `createOtaUpdate` for `CreateOTAUpdate`. */
export function operationsIndex(services: readonly ServiceOperations[]): Readonly<Record<string, readonly string[]>> {
  const index = new Map<string, Set<string>>();
  for (const { entry, operations } of services) {
    for (const name of operations) {
      const folded = name.toLowerCase();
      index.set(folded, (index.get(folded) ?? new Set()).add(entry.resource));
    }
  }
  return Object.fromEntries([...index].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, of]) => [name, [...of]]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function texts(value: unknown): readonly string[] {
  return items(value).filter((each): each is string => typeof each === 'string');
}
