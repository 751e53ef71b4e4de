import type { ServiceEntry } from '../../compiler/apis/aws/format.ts';
import { readBotocore } from './botocore.ts';
import { serviceIam } from './iam.ts';
import { type ServiceFacts, serviceEntry } from './services.ts';
import { type ModelFacts, trim } from './trim.ts';

/** What is made for one service. */
export interface Generated {
  readonly entry: ServiceEntry;
  /** Absent where botocore has no model of the service. */
  readonly model?: ModelFacts;
}

/** Makes one service's entry and model. */
export async function generate(
  facts: ServiceFacts,
  data: string,
  made: { readonly source: string; readonly generated: string },
): Promise<Generated> {
  if (facts.folder === undefined) return { entry: serviceEntry(facts, undefined) };
  const source = readBotocore(data, facts.folder);
  const entry = serviceEntry(facts, source);
  const model = trim(entry, source, await serviceIam(facts.resource, source), made);
  return { entry, model };
}
