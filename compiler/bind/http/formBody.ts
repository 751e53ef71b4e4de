import type { HttpContent } from '../../apis/index.ts';
import { literal, type ObjectMember, type Value } from '../../values/index.ts';

/**
 * A form as an HTTP Task sends it. How arrays are written is one setting for the whole form: repeated, as OpenAPI means it
 * where nothing is said, or joined by commas where a property asks for that (OpenAPI 3.1, section 4.8.15).
 */
export function formBody(
  value: Value,
  content: HttpContent | undefined,
): { readonly members: readonly ObjectMember[] } {
  const joins = [...(content?.encoding.values() ?? [])].some(({ style, explode }) => style === 'form' && !explode);
  const transform = {
    RequestBodyEncoding: 'URL_ENCODED',
    RequestEncodingOptions: { ArrayFormat: joins ? 'COMMAS' : 'REPEAT' },
  };
  return {
    members: [
      { name: 'RequestBody', value, required: true },
      { name: 'Transform', value: literal(transform), required: true },
    ],
  };
}
