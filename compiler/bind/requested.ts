import type { MessagePart, Name } from '../expressions/index.ts';
import { operationOf } from '../frames/index.ts';
import { type Node, valueAt } from '../source/index.ts';
import type { Binder } from './binder.ts';
import { isExpression } from './changes.ts';
import { payloadOf } from './payload.ts';
import type { Scope } from './scope.ts';

/** What a step sends, as the document says it: the value, and what leads on into an expression that it is. */
export interface Requested {
  /** Absent where nothing of that name is sent. */
  readonly node?: Node | undefined;
  readonly rest: readonly Name[];
}

export function requested(part: MessagePart, { step: scope, workflow }: Scope, binder: Binder): Requested {
  const step = scope?.step;
  if (part.kind !== 'body') {
    const wanted = part.name.text;
    const same = (name: string) =>
      part.kind === 'header' ? name.toLowerCase() === wanted.toLowerCase() : name === wanted;
    return { node: step?.parameters.find((each) => each.in === part.kind && same(each.name.value))?.value, rest: [] };
  }
  const { version } = workflow.frame.document;
  const operation = scope === undefined ? undefined : operationOf(scope);
  const body = step?.requestBody;
  let found =
    body === undefined || operation === undefined ? body?.payload : payloadOf(body, operation, version, binder);
  const tokens = part.pointer?.tokens ?? [];
  for (const [at, token] of tokens.entries()) {
    if (found !== undefined && isExpression(found, version)) return { node: found, rest: tokens.slice(at) };
    if (found?.kind === 'map') found = valueAt(found, token.text);
    else if (found?.kind === 'list') found = found.items[Number(token.text)];
    else return { rest: [] };
  }
  return { node: found, rest: [] };
}
