import type { AwsOperation } from './model.ts';
import type { Resolved } from './resolvePointer.ts';

/**
 * The part of a Task's result that the model binds to a response header. Other headers don't reach a state machine.
 * @param name in any letter case; of a family of headers (`x-amz-meta-...`) the member is a map
 */
export function responseHeader(operation: AwsOperation, name: string): (Resolved & { readonly ok: true }) | undefined {
  const wanted = name.toLowerCase();
  for (const member of operation.output.members) {
    const { sensitive, credential, shape, place, sfnName } = member;
    const wire = member.wireName.toLowerCase();
    if (place === 'header' && wire === wanted) {
      const path = [sfnName];
      return {
        ok: true,
        path,
        modelPath: [member.name],
        shape,
        sensitive,
        credential,
        certain: member.required,
        notes: [],
      };
    }
    if (place === 'headers' && shape.type === 'map' && wanted.startsWith(wire) && wanted !== wire) {
      const key = wanted.slice(wire.length);
      const [path, modelPath] = [
        [sfnName, key],
        [member.name, key],
      ];
      return { ok: true, path, modelPath, shape: shape.value.shape, sensitive, credential, certain: false, notes: [] };
    }
  }
  return undefined;
}

/** The headers that can be read, for a message that names them. */
export function responseHeaders(operation: AwsOperation): readonly string[] {
  return operation.output.members.filter(({ place }) => place === 'header').map(({ wireName }) => wireName);
}
