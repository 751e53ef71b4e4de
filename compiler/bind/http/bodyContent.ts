import { type HttpContent, type HttpOperation, isJsonType } from '../../apis/index.ts';
import type { RequestBody } from '../../arazzo/index.ts';
import { isText } from '../../source/index.ts';

/** How a step's body is sent. */
export interface BodyContent {
  readonly mediaType: string;
  /** What the description says of it, if anything. */
  readonly content: HttpContent | undefined;
  /** Undefined: an HTTP Task can't send it. */
  readonly kind: BodyKind | undefined;
}

export type BodyKind = 'json' | 'form' | 'text';

/** The media type of a body: the step's, else of those that the operation takes JSON before forms before text. */
export function bodyContent({ contentType, payload }: RequestBody, { body }: HttpOperation): BodyContent {
  const types = body?.types ?? [];
  const wanted = contentType?.value;
  if (wanted !== undefined) {
    const plain = (type: string) => type.split(';')[0]?.trim().toLowerCase();
    const content =
      types.find(({ mediaType }) => plain(mediaType) === plain(wanted)) ??
      types.find(({ mediaType }) => fits(mediaType, wanted));
    // A range is none that can be sent.
    return ofType(wanted.includes('*') ? 'application/json' : wanted, content);
  }
  const ranked = ['json', 'form', 'text'].map((kind) => types.find(({ mediaType }) => kindOf(mediaType) === kind));
  const content = ranked.find((each) => each !== undefined) ?? types[0];
  const isPlain = payload !== undefined && isText(payload) && content === undefined;
  const usual = isPlain ? 'text/plain' : 'application/json';
  return ofType(content === undefined || content.mediaType.includes('*') ? usual : content.mediaType, content);
}

function ofType(mediaType: string, content: HttpContent | undefined): BodyContent {
  return { mediaType, content, kind: kindOf(mediaType) };
}

function fits(range: string, mediaType: string): boolean {
  return (
    range === '*/*' || (range.endsWith('/*') && mediaType.toLowerCase().startsWith(range.slice(0, -1).toLowerCase()))
  );
}

function kindOf(mediaType: string): BodyKind | undefined {
  if (isJsonType(mediaType)) return 'json';
  if (/^application\/x-www-form-urlencoded\b/i.test(mediaType)) return 'form';
  return /^text\/|[/+]xml\b|yaml|graphql|csv|ndjson|jsonl|javascript/i.test(mediaType) ? 'text' : undefined;
}
