import type { Operation } from '../apis/index.ts';
import type { RequestBody, Version } from '../arazzo/index.ts';
import { isText, type Node } from '../source/index.ts';
import type { Binder } from './binder.ts';
import { bodyContent } from './http/bodyContent.ts';
import { parsePayloadText } from './payloadText.ts';
import { replaceInPayload } from './replacements.ts';

const known = new WeakMap<RequestBody, Node | undefined>();

/**
 * What a step sends as its body: a text that is JSON or a form read, the replacements put in. Undefined where there is no
 * payload, or something is wrong with it (reported). The same tree each time, so that expressions can refer into it.
 */
export function payloadOf(body: RequestBody, operation: Operation, version: Version, binder: Binder): Node | undefined {
  if (!known.has(body)) known.set(body, readPayload(body, operation, version, binder));
  return known.get(body);
}

function readPayload(body: RequestBody, operation: Operation, version: Version, binder: Binder): Node | undefined {
  const { asText, mediaType } = carried(body, operation);
  const read = (node: Node) => (isText(node) ? parsePayloadText(node, asText, mediaType, binder) : node);
  const parsed = body.payload === undefined ? undefined : read(body.payload);
  const replaced = parsed === undefined ? undefined : replaceInPayload(parsed, body.replacements, version, binder);
  return replaced === undefined || replaced === parsed ? replaced : read(replaced);
}

/** As what a body is sent; `asText`: as one text, whatever is in it. */
function carried(
  body: RequestBody,
  operation: Operation,
): { readonly asText: boolean; readonly mediaType: string | undefined } {
  switch (operation.kind) {
    case 'aws': {
      const whole = operation.input.members.find((member) => member.name === operation.inputPayload);
      const asText = whole?.shape.type === 'blob' || whole?.shape.type === 'string';
      return { asText, mediaType: body.contentType?.value };
    }
    case 'http': {
      const { kind, mediaType } = bodyContent(body, operation);
      return { asText: kind === 'text', mediaType };
    }
    default:
      return operation satisfies never;
  }
}
