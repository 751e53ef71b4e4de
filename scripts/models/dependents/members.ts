import type { BotocoreModel, BotocoreShape } from '../botocore.ts';

/** A member of an operation's input, at any depth. */
export interface InputMember {
  /** The names from outside in, lists and maps left out: `TagSpecifications.Tags`. */
  readonly path: string;
  /** The last of them. */
  readonly name: string;
  readonly shape: BotocoreShape;
  /** The shape of what it holds, at the end of lists and maps. */
  readonly item: BotocoreShape;
  /** What the service's documentation says of it. */
  readonly documentation: string;
}

/** All members of an operation's input; of shapes that contain themselves, the outermost. */
export function inputMembers(model: BotocoreModel, input: string | undefined): readonly InputMember[] {
  const found = new Map<string, InputMember>();
  const visit = (name: string, path: readonly string[], within: ReadonlySet<string>): void => {
    const shape = model.shapes[name];
    if (shape === undefined || within.has(name)) return;
    const inner = new Set([...within, name]);
    for (const part of [shape.member, shape.value]) if (part !== undefined) visit(part.shape, path, inner);
    for (const [memberName, member] of Object.entries(shape.members ?? {})) {
      const at = [...path, memberName];
      const own = model.shapes[member.shape];
      if (own === undefined) continue;
      found.set(at.join('.'), {
        path: at.join('.'),
        name: memberName,
        shape: own,
        item: itemOf(own, model),
        documentation: `${member.documentation ?? ''} ${own.documentation ?? ''}`,
      });
      visit(member.shape, at, inner);
    }
  };
  if (input !== undefined) visit(input, [], new Set());
  return [...found.values()];
}

function itemOf(shape: BotocoreShape, model: BotocoreModel): BotocoreShape {
  const part = shape.member ?? shape.value;
  const inner = part === undefined ? undefined : model.shapes[part.shape];
  return inner === undefined || inner === shape ? shape : itemOf(inner, model);
}
