import { isObject, type Json, jsonBytes } from '../json.ts';
import { maxPayload } from '../limits.ts';
import type { BatcherProgram } from '../program.ts';
import { bindingsOf, type Visit } from '../run.ts';
import { evaluateTemplate, evaluateTyped, type Template } from '../template.ts';
import type { Child } from './mapRun.ts';

/** The child executions for items: one each, or one for each batch of them. */
export async function childrenFor(
  visit: Visit,
  items: readonly Json[],
  batcher: BatcherProgram | undefined,
): Promise<Child[]> {
  if (batcher === undefined) return items.map((item) => childOf(item, 1));
  const bindings = bindingsOf(visit, undefined);
  const numberOf = async (field: string, template: Template | undefined): Promise<number> =>
    template === undefined
      ? Number.POSITIVE_INFINITY
      : evaluateTyped(template, `ItemBatcher/${field}`, bindings, 'number');
  const maxItems = await numberOf('MaxItemsPerBatch', batcher.maxItems);
  const maxBytes = Math.min(await numberOf('MaxInputBytesPerBatch', batcher.maxBytes), maxPayload);
  const common = batcher.input && (await evaluateTemplate(batcher.input, 'ItemBatcher/BatchInput', bindings));
  const inputOf = (batch: readonly Json[]): Json => ({
    ...(common === undefined ? {} : { BatchInput: isObject(common) ? { ...common } : common }),
    Items: batch,
  });
  const frame = jsonBytes(JSON.stringify(inputOf([])));
  const children: Child[] = [];
  let batch: Json[] = [];
  let bytes = frame;
  const close = (): void => {
    if (batch.length > 0) children.push(childOf(inputOf(batch), batch.length));
    batch = [];
    bytes = frame;
  };
  for (const item of items) {
    const size = jsonBytes(JSON.stringify(item)) + 1;
    if (batch.length >= maxItems || bytes + size > maxBytes) close();
    batch.push(item);
    bytes += size;
  }
  close();
  return children;
}

function childOf(input: Json, items: number): Child {
  return {
    items,
    input,
    execution: undefined,
    status: 'PENDING',
    output: undefined,
    error: undefined,
    cause: undefined,
    stopDate: undefined,
    isWritten: false,
  };
}
