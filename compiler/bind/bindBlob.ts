import type { Member } from '../apis/index.ts';
import { diagnostic } from '../diagnostics/index.ts';
import { type Node, placeOf } from '../source/index.ts';
import { literal, typeOfValue, type Value } from '../values/index.ts';
import type { Binder } from './binder.ts';
import { bindNode } from './bindNode.ts';
import type { Scope } from './scope.ts';
import { markReads } from './secrets.ts';

/**
 * A value that is sent as bytes. Step Functions sends the JSON text of an object or a list; of a text its characters, but
 * in a stream (the `Body` of S3) its JSON text as well, with quotes, which is reported.
 */
export function bindBlob(
  node: Node,
  member: Member | undefined,
  shape: Member['shape'],
  scope: Scope,
  binder: Binder,
): Value | undefined {
  const value = bindNode(node, scope, binder);
  if (value === undefined) return undefined;
  markReads(value, shape, member, scope);
  const type = typeOfValue(value);
  if (member?.stream === true) {
    if (type === 'string') {
      binder.report(
        diagnostic(
          'stream-text-quoted',
          placeOf(node),
          `\`${member.name}\` is a stream, into which Step Functions writes a text with quotes around it and escapes in it`,
          'Whoever reads it gets JSON. An object or a list is written as its JSON text.',
        ),
      );
    }
    return value;
  }
  // Only texts and structures are known to be taken.
  if (type !== 'number' && type !== 'boolean') return value;
  return value.kind === 'literal' ? literal(JSON.stringify(value.value)) : { kind: 'template', parts: [value] };
}
