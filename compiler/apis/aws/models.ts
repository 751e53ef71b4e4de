import type { Facts, ModelFile, ServiceEntry, ServicesFile } from './format.ts';
import type { ServiceModel } from './model.ts';
import { serviceModel } from './serviceModel.ts';

/** What is known of AWS. */
export interface Models {
  /** Every service that Step Functions can call, by resource name; those without a `serviceId` have no model. */
  readonly services: readonly ServiceEntry[];
  /** Services of AWS that Step Functions can't call; their `resource` is but a name. */
  readonly uncallable: readonly ServiceEntry[];
  /**
   * The model of a service.
   * @param resource the service in a Step Functions resource, for example `connect`
   * @returns undefined where there is no model of it
   */
  service(resource: string): ServiceModel | undefined;
  /** The resource names of the services, callable or not, that have an operation of this model name. */
  servicesWithOperation(name: string): readonly string[];
}

/**
 * Models out of the files in `models/`, each read when something of it is first asked for, and kept.
 * @param read gives the text of a file, decompressed, by its name without `.json` or `.json.gz`; undefined where there is
 * no such file. It is asked for `services`, `operations` and the resource names of services, and for nothing twice
 */
export function modelsFrom(read: (name: string) => string | undefined): Models {
  const loaded = new Map<string, ServiceModel | undefined>();
  let table: ServicesFile | undefined;
  let index: Facts<readonly string[]> | undefined;
  const services = (): ServicesFile => {
    if (table === undefined) {
      const text = read('services');
      const file: ServicesFile = text === undefined ? NO_SERVICES : JSON.parse(text);
      table = file;
    }
    return table;
  };
  const load = (resource: string): ServiceModel | undefined => {
    // `operations` and `services` are indexes, and no service is called so.
    if (!/^[a-z0-9]+$/.test(resource) || resource === 'operations' || resource === 'services') return undefined;
    const text = read(resource);
    if (text === undefined) return undefined;
    const file: ModelFile = JSON.parse(text);
    return serviceModel(file);
  };
  return {
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
        const file: Facts<readonly string[]> = JSON.parse(read('operations') ?? '{}');
        index = file;
      }
      return Object.hasOwn(index, name) ? (index[name] ?? []) : [];
    },
  };
}

const NO_SERVICES: ServicesFile = { source: '', generated: '', services: [], uncallable: [] };
