import { readFileSync } from 'node:fs';
import type { ServiceEntry } from '../../compiler/apis/aws/format.ts';
import { tellingWords } from '../../compiler/apis/aws/serviceWords.ts';
import { type BotocoreModel, botocoreFolders, readBotocore } from './botocore.ts';

/** A service as AWS documents it for Step Functions, and the folder of botocore's data that has its model. */
export interface ServiceFacts {
  readonly resource: string;
  readonly exceptionPrefix: string;
  readonly folder?: string;
  readonly unsupported?: readonly string[];
}

/**
 * Reads the table of services: our own `models/services.json`, or a list of
 * `{resource, exceptionPrefix, botocore: [folder], unsupported}`.
 */
export function readServices(file: string): readonly ServiceFacts[] {
  const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const list = Array.isArray(json) ? json : isRecord(json) && Array.isArray(json['services']) ? json['services'] : [];
  return list.map((each: unknown): ServiceFacts => {
    if (!isRecord(each)) throw new Error(`${file}: a service is no object`);
    const { resource, exceptionPrefix, folder, botocore, unsupported } = each;
    if (typeof resource !== 'string' || typeof exceptionPrefix !== 'string')
      throw new Error(`${file}: a service has no name`);
    const found = typeof folder === 'string' ? folder : texts(botocore)[0];
    return {
      resource,
      exceptionPrefix,
      ...(found === undefined ? {} : { folder: found }),
      ...(unsupported === undefined ? {} : { unsupported: [...texts(unsupported)].sort() }),
    };
  });
}

/** The service's line in `models/services.json`; without a model it has no more than its documented names. */
export function serviceEntry(facts: ServiceFacts, model: BotocoreModel | undefined): ServiceEntry {
  const { folder, unsupported } = facts;
  const metadata = model?.metadata;
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
      : { serviceId: metadata.serviceId, folder, host: metadata.endpointPrefix }),
    names: [...new Set(names.flatMap((name) => tellingWords(name ?? '').join(' ')))]
      .filter((name) => name !== '')
      .sort(),
    ...(unsupported === undefined ? {} : { unsupported }),
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
  made: { readonly source: string; readonly generated: string },
  services: readonly ServiceEntry[],
  uncallable: readonly ServiceEntry[],
): string {
  const lines = (entries: readonly ServiceEntry[]) =>
    entries.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n');
  return `{
  "source": ${JSON.stringify(made.source)},
  "generated": ${JSON.stringify(made.generated)},
  "services": [
${lines(services)}
  ],
  "uncallable": [
${lines(uncallable)}
  ]
}
`;
}

/** The services that have each operation. */
export function operationsIndex(services: readonly ServiceOperations[]): Readonly<Record<string, readonly string[]>> {
  const index = new Map<string, string[]>();
  for (const { entry, operations } of services) {
    for (const name of operations) index.set(name, [...(index.get(name) ?? []), entry.resource]);
  }
  return Object.fromEntries([...index].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
