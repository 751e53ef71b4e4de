import { type HttpOperation, isJsonType } from '../../apis/index.ts';
import type { Text } from '../../arazzo/index.ts';
import { diagnostic } from '../../diagnostics/index.ts';
import { placeOf } from '../../source/index.ts';
import { literal, type ObjectMember } from '../../values/index.ts';
import type { Binder } from '../binder.ts';

/** Media types whose content is text. */
const TEXT = /^text\/|[/+]xml\b|x-www-form-urlencoded|yaml|javascript|graphql|ndjson|jsonl|csv/i;

/**
 * The `Accept` header of a call: JSON where the answer comes as that, else the texts that it comes as. Undefined where it
 * comes in no form that an HTTP Task can hand on (reported).
 */
export function acceptHeader(
  operation: HttpOperation,
  text: Text,
  binder: Binder,
): readonly ObjectMember[] | undefined {
  const types = operation.responses.filter(({ status }) => /^2/.test(status)).flatMap((response) => response.types);
  const names = [...new Set(types.map(({ mediaType }) => mediaType))];
  if (names.length === 0) return [];
  const json = names.filter(isJsonType);
  const readable = json.length > 0 ? json : names.filter((name) => TEXT.test(name));
  if (readable.length === 0) {
    const message = `${operation.name} answers with ${names.map((name) => `\`${name}\``).join(', ')}, which an HTTP Task can't hand on`;
    const help = 'Let a Lambda function make the call.';
    return binder.report(diagnostic('answer-unsupported', placeOf(text.node), message, help));
  }
  return [{ name: 'Accept', value: literal(readable.join(', ')), required: true }];
}
