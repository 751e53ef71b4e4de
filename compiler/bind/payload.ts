import type { Operation } from '../apis/index.ts';
import type { RequestBody } from '../arazzo/index.ts';
import { isText, type Node } from '../source/index.ts';
import type { Binder } from './binder.ts';
import { parsePayloadText } from './payloadText.ts';
import { replaceInPayload } from './replacements.ts';

const known = new WeakMap<RequestBody, Node | undefined>();

/**
 * What a step sends as its body: a text that is JSON or a form read, the replacements put in. Undefined where there is no
 * payload, or something is wrong with it (reported). The same tree each time, so that expressions can refer into it.
 */
export function payloadOf(body: RequestBody, operation: Operation, binder: Binder): Node | undefined {
  if (!known.has(body)) known.set(body, readPayload(body, operation, binder));
  return known.get(body);
}

function readPayload(body: RequestBody, operation: Operation, binder: Binder): Node | undefined {
  const { payload, contentType, replacements } = body;
  const asText = takesText(operation, contentType?.value);
  const read = (node: Node) => (isText(node) ? parsePayloadText(node, asText, contentType?.value, binder) : node);
  const parsed = payload === undefined ? undefined : read(payload);
  const replaced = parsed === undefined ? undefined : replaceInPayload(parsed, replacements, binder);
  return replaced === undefined || replaced === parsed ? replaced : read(replaced);
}

/** Whether the body of a call is one text, whatever is in it. */
function takesText(operation: Operation, contentType: string | undefined): boolean {
  switch (operation.kind) {
    case 'aws': {
      const whole = operation.input.members.find((member) => member.name === operation.inputPayload);
      return whole?.shape.type === 'blob' || whole?.shape.type === 'string';
    }
    case 'http':
      return contentType?.startsWith('text/') === true;
    default:
      return operation satisfies never;
  }
}
