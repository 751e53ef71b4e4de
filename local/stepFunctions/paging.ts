import type { JsonObject } from '../interpreter/index.ts';
import { optionalNumber, optionalText, pageOf, refusal } from '../services/index.ts';
import type { SfnCall } from './store.ts';

/** The page of a list that the request asks for, under the member `name`. */
export function listPage<Item>(
  call: SfnCall,
  all: readonly Item[],
  name: string,
  show: (item: Item) => JsonObject,
): JsonObject {
  const asked = optionalNumber(call, 'maxResults') ?? 0;
  const list = `${call.operation.name} ${JSON.stringify({ ...call.request, maxResults: null, nextToken: null })}`;
  try {
    const { items, nextToken } = pageOf(all, asked === 0 ? 100 : asked, optionalText(call, 'nextToken'), list);
    return { [name]: items.map(show), ...(nextToken === undefined ? {} : { nextToken }) };
  } catch (error) {
    throw error instanceof RangeError ? refusal(call, 'InvalidToken', "Invalid Token: 'Invalid token'") : error;
  }
}

export function nowOf({ context }: SfnCall): string {
  return new Date(context.clock.now()).toISOString();
}
