import { resolveMember } from './findMember.ts';
import type { Member, Shape } from './model.ts';

/** What a JSON Pointer or a chain of names means, in the names of Step Functions. */
export type Resolved =
  | {
      readonly ok: true;
      /** Texts are names (the keys of maps as they were written), numbers positions in lists. */
      readonly path: readonly (string | number)[];
      /** Of the value at the end; undefined where any JSON may stand. */
      readonly shape: Shape | undefined;
      /** Whether the value, or something that it stands in, is marked sensitive; or even a credential. */
      readonly sensitive: boolean;
      readonly credential: boolean;
      /** The model says that every member on the path is there. */
      readonly certain: boolean;
      /** The value at the end of `path` is a text that holds JSON, and this leads further inside it. */
      readonly inText?: readonly (string | number)[];
      /** What had to be read otherwise than it was written, each a sentence. */
      readonly notes: readonly string[];
    }
  | {
      readonly ok: false;
      /** Which token means nothing. */
      readonly at: number;
      /** The shape it was looked for in. */
      readonly shape: Shape;
      readonly nearest?: string;
    };

/**
 * Follows the unescaped tokens of a JSON Pointer from a value of a shape, through the names of the model, of HTTP
 * messages and of Step Functions; the wrappers that XML puts around list items are skipped.
 */
export function resolvePointer(from: Shape, tokens: readonly string[]): Resolved {
  const path: (string | number)[] = [];
  const notes: string[] = [];
  let shape: Shape | undefined = from;
  let sensitive = false;
  let credential = false;
  let certain = true;
  for (const [at, token] of tokens.entries()) {
    if (shape === undefined) {
      path.push(position(token) ?? token);
      continue;
    }
    if (shape.type === 'list') {
      const index = position(token);
      if (index !== undefined) {
        path.push(index);
        shape = shape.member.shape;
        certain = false;
        continue;
      }
    }
    const found = resolveMember(shape, token);
    switch (found.kind) {
      case 'member': {
        const { member }: { readonly member: Member } = found;
        if (found.note === 'case') notes.push(caseNote(token, member, shape));
        path.push(member.sfnName);
        sensitive ||= member.sensitive;
        credential ||= member.credential;
        certain &&= member.required;
        shape = member.shape;
        break;
      }
      case 'key':
        path.push(token);
        certain = false;
        shape = found.shape;
        break;
      case 'document':
        path.push(position(token) ?? token);
        certain = false;
        shape = undefined;
        break;
      case 'wrapper':
        break;
      case 'none':
        return { ok: false, at, shape };
      case 'unknown':
        return { ok: false, at, shape, ...(found.nearest === undefined ? {} : { nearest: found.nearest }) };
    }
  }
  if (shape?.type === 'structure' && shape.document) shape = undefined;
  return { ok: true, path, shape, sensitive, credential, certain, notes };
}

/** A token that is a position in a list (RFC 6901, section 4). */
export function position(token: string): number | undefined {
  return /^(0|[1-9][0-9]{0,8})$/.test(token) ? Number(token) : undefined;
}

/** Whether letter case alone differs, or separators too: in either case the reader should know the right name. */
function caseNote(token: string, member: Member, shape: Shape): string {
  return `\`${token}\` is read as \`${member.name}\` of \`${shape.name}\`.`;
}
