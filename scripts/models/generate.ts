import type { ServiceEntry } from '../../compiler/apis/aws/format.ts';
import { readBotocore } from './botocore.ts';
import { serviceIam } from './iam.ts';
import { isGone, type ServiceFacts, serviceEntry } from './services.ts';
import { type ModelFacts, trim } from './trim.ts';

/** What is made for one service. */
export interface Generated {
  readonly entry: ServiceEntry;
  /** Absent where botocore has no model of the service, or Step Functions can't call it any more. */
  readonly model?: ModelFacts;
  /** The names of the operations in botocore's model. */
  readonly operations: readonly string[];
}

/** Makes one service's entry and model. */
export async function generate(
  facts: ServiceFacts,
  data: string,
  made: { readonly source: string; readonly generated: string },
): Promise<Generated> {
  if (facts.folder === undefined) return { entry: serviceEntry(facts, undefined), operations: [] };
  const source = readBotocore(data, facts.folder);
  const entry = serviceEntry(facts, source);
  const operations = Object.keys(source.operations);
  if (isGone(facts)) return { entry, operations };
  const model = trim(entry, source, await serviceIam(facts.resource, source), made);
  return { entry, model, operations };
}
