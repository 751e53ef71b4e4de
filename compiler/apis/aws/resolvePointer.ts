import { positionIn } from '../../source/index.ts';
import { resolveMember } from './findMember.ts';
import type { Member, Shape } from './model.ts';

/** What a JSON Pointer or a chain of names means, in the names of Step Functions. */
export type Resolved =
  | {
      readonly ok: true;
      /** Texts are names (the keys of maps as they were written), numbers positions in lists. */
      readonly path: readonly (string | number)[];
      /** From this step of the path on any JSON may stand, and a text may be a position; absent where the model describes all of it. */
      readonly free?: number;
      /** Of the value at the end; undefined where any JSON may stand. */
      readonly shape: Shape | undefined;
      /** Whether the value, or something that it stands in, is marked sensitive; or even a credential. */
      readonly sensitive: boolean;
      readonly credential: boolean;
      /** The model says that every member on the path is there. */
      readonly certain: boolean;
      /** The value at the end of `path` is a text that holds JSON, and this leads further inside it. */
      readonly inText?: readonly string[];
      /** The path in the model's own names, for messages. */
      readonly modelPath: readonly (string | number)[];
      /** A name that the shapes don't have, though they don't rule it out: it is read as it stands. */
      readonly undescribed?: Undescribed;
      /** Where it had to be read otherwise than it was written, a sentence that says how. */
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

/** Which token of a pointer nothing describes, and what was looked through. */
export interface Undescribed {
  readonly at: number;
  readonly shape: Shape;
  readonly nearest?: string;
}

/**
 * Follows the unescaped tokens of a JSON Pointer from a value of a shape, through the names of the model, of HTTP
 * messages and of Step Functions; the wrappers that XML puts around list items are skipped.
 */
export function resolvePointer(from: Shape, tokens: readonly string[]): Resolved {
  const path: (string | number)[] = [];
  const modelPath: (string | number)[] = [];
  let adjusted = false;
  let shape: Shape | undefined = from;
  let sensitive = false;
  let credential = false;
  let certain = true;
  let free: number | undefined;
  let undescribed: Undescribed | undefined;
  for (const [at, token] of tokens.entries()) {
    if (shape === undefined) {
      path.push(token);
      modelPath.push(token);
      continue;
    }
    const index = shape.type === 'list' ? positionIn(token) : undefined;
    if (shape.type === 'list' && index !== undefined) {
      path.push(index);
      modelPath.push(index);
      shape = shape.member.shape;
      certain = false;
      continue;
    }
    const found = resolveMember(shape, token);
    switch (found.kind) {
      case 'member': {
        const { member }: { readonly member: Member } = found;
        adjusted ||= found.note === 'case';
        path.push(member.sfnName);
        modelPath.push(member.name);
        sensitive ||= member.sensitive;
        credential ||= member.credential;
        certain &&= member.required;
        shape = member.shape;
        break;
      }
      case 'key':
        path.push(token);
        modelPath.push(token);
        certain = false;
        shape = found.shape;
        break;
      case 'document':
        free = path.length;
        path.push(token);
        modelPath.push(token);
        certain = false;
        shape = undefined;
        break;
      case 'wrapper':
        break;
      case 'none':
      case 'unknown': {
        const close = found.kind === 'unknown' && found.nearest !== undefined ? { nearest: found.nearest } : {};
        if (shape.open !== true) return { ok: false, at, shape, ...close };
        undescribed = { at, shape, ...close };
        free = path.length;
        path.push(token);
        modelPath.push(token);
        certain = false;
        shape = undefined;
        break;
      }
    }
  }
  if (shape?.type === 'structure' && shape.document) shape = undefined;
  const notes = adjusted ? [readAs(tokens, modelPath)] : [];
  return {
    ok: true,
    path,
    ...(free === undefined ? {} : { free }),
    modelPath,
    shape,
    sensitive,
    credential,
    certain,
    ...(undescribed === undefined ? {} : { undescribed }),
    notes,
  };
}

/** A sentence: how a pointer is read that isn't in the names of the model. */
export function readAs(tokens: readonly string[], modelPath: readonly (string | number)[]): string {
  return `\`/${tokens.join('/')}\` is read as \`/${modelPath.join('/')}\`, which is what the service model has`;
}
