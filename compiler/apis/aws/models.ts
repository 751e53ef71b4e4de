import type { Facts, ServiceEntry, ServiceFacts, ServicesFile } from './format.ts';
import type { ServiceModel } from './model.ts';
import { serviceModel } from './serviceModel.ts';

/** What is known of AWS. */
export interface Models {
  /** The ISO date of the newest change of Step Functions' list of services that is known. */
  readonly listed: string;
  /** Every service that Step Functions can call, by resource name; those without a `serviceId` have no model. */
  readonly services: readonly ServiceEntry[];
  /** Services of AWS that Step Functions can't call, or can no longer; the `resource` of those that it never could is but a name. */
  readonly uncallable: readonly ServiceEntry[];
  /**
   * The model of a service.
   * @param resource the service in a Step Functions resource, for example `connect`
   * @returns undefined where there is no model of it
   */
  service(resource: string): ServiceModel | undefined;
  /** The resource names of the services, callable or not, that have an operation of this model name, whatever its letter case. */
  servicesWithOperation(name: string): readonly string[];
}

/** Where models are read from: what the files in `models/` hold, decompressed. No text is asked for twice. */
export interface ModelFiles {
  /** The text of `services.json`, or of `operations.json`; undefined where there is none. */
  table(name: 'services' | 'operations'): string | undefined;
  /**
   * One part of a service's model; undefined where there is no model of it, or no such part.
   * @param resource lower-case letters and digits
   */
  part(resource: string, part: number): string | undefined;
}

/** Models over their files, each part of which is read when something in it is first asked for, and kept. */
export function modelsFrom(files: ModelFiles): Models {
  const loaded = new Map<string, ServiceModel | undefined>();
  let table: ServicesFile | undefined;
  let index: Facts<readonly string[]> | undefined;
  const services = (): ServicesFile => {
    if (table === undefined) {
      const text = files.table('services');
      const file: ServicesFile = text === undefined ? NO_SERVICES : JSON.parse(text);
      table = file;
    }
    return table;
  };
  const load = (resource: string): ServiceModel | undefined => {
    const text = /^[a-z0-9]+$/.test(resource) ? files.part(resource, 0) : undefined;
    if (text === undefined) return undefined;
    const facts: ServiceFacts = JSON.parse(text);
    return serviceModel(facts, (part) => files.part(resource, part) ?? '');
  };
  return {
    get listed() {
      return services().listed;
    },
    get services() {
      return services().services;
    },
    get uncallable() {
      return services().uncallable;
    },
    service(resource) {
      if (!loaded.has(resource)) loaded.set(resource, load(resource));
      return loaded.get(resource);
    },
    servicesWithOperation(name) {
      if (index === undefined) {
        const file: Facts<readonly string[]> = JSON.parse(files.table('operations') ?? '{}');
        index = file;
      }
      const folded = name.toLowerCase();
      return Object.hasOwn(index, folded) ? (index[folded] ?? []) : [];
    },
  };
}

const NO_SERVICES: ServicesFile = { source: '', generated: '', listed: '', services: [], uncallable: [] };
