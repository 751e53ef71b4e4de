import type { ModelFile, ServiceEntry } from '../../compiler/apis/aws/format.ts';
import { readBotocore } from './botocore.ts';
import { serviceIam } from './iam.ts';
import { type ServiceFacts, serviceEntry } from './services.ts';
import { trim } from './trim.ts';

/** What is made for one service. */
export interface Generated {
  readonly entry: ServiceEntry;
  /** Absent where botocore has no model of the service. */
  readonly file?: ModelFile;
}

/** Makes one service's entry and model file. */
export async function generate(
  facts: ServiceFacts,
  data: string,
  made: { readonly source: string; readonly generated: string },
): Promise<Generated> {
  if (facts.folder === undefined) return { entry: serviceEntry(facts, undefined) };
  const model = readBotocore(data, facts.folder);
  const entry = serviceEntry(facts, model);
  const file = trim(entry, model, await serviceIam(facts.resource, model), made);
  return { entry, file };
}
