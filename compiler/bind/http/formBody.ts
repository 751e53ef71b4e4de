import { ANYTHING, type HttpContent, JSON_STYLE } from '../../apis/index.ts';
import { literal, membersOf, type ObjectMember, type Value } from '../../values/index.ts';
import { assembled, formOf, type QueryPart, queryParts } from './styledValue.ts';

/**
 * A form as an HTTP Task sends it, each property as its `encoding` has it (OpenAPI 3.1, section 4.8.15): lists repeated or
 * joined, objects as JSON, in brackets or spread. How lists are written is one setting for the whole form, so joined ones
 * become texts here; in a form that only the machine knows, it decides for all.
 */
export function formBody(
  value: Value,
  content: HttpContent | undefined,
): { readonly members: readonly ObjectMember[] } {
  const members = membersOf(value);
  const joins = [...(content?.encoding.values() ?? [])].some(({ style, explode }) => style === 'form' && !explode);
  const transform = {
    RequestBodyEncoding: 'URL_ENCODED',
    RequestEncodingOptions: { ArrayFormat: members === undefined && joins ? 'COMMAS' : 'REPEAT' },
  };
  const sent = members === undefined ? value : assembled(members.flatMap((member) => formParts(member, content)));
  return {
    members: [
      { name: 'RequestBody', value: sent, required: true },
      { name: 'Transform', value: literal(transform), required: true },
    ],
  };
}

function formParts(member: ObjectMember, content: HttpContent | undefined): readonly QueryPart[] {
  const { name, value, required } = member;
  const shape =
    content?.shape.type === 'structure' ? content.shape.members.find((each) => each.name === name)?.shape : undefined;
  const form = formOf(value, shape);
  const isDescribedObject = (shape?.type === 'structure' && !shape.document) || shape?.type === 'map';
  const styling = content?.encoding.get(name) ?? (isDescribedObject ? JSON_STYLE : undefined);
  if (styling === undefined || styling.style === 'deepObject' || form === 'scalar') return [member];
  // Lists are repeated by the setting of the form.
  if (styling.style === 'form' && styling.explode && form === 'list') return [member];
  return queryParts({ of: { name, in: 'query', required, styling, shape: shape ?? ANYTHING }, value });
}
