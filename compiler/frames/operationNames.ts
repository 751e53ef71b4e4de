import type { Document, SourceDescription } from '../arazzo/index.ts';
import { fragmentToken } from '../source/index.ts';

/** The source and the operation of `$sourceDescriptions.<name>.<operationId>`; null for other texts. */
export function namedOperation(text: string): RegExpExecArray | null {
  return /^\$sourceDescriptions\.([^.]+)\.(.+)$/s.exec(text);
}

interface PathParts {
  readonly source: string;
  readonly method: string;
  readonly path: string;
}

/**
 * The source's name, method and path of an `operationPath`. The pointer is a URI fragment (RFC 6901, section 6), so it may
 * be percent-encoded. People also write the source or its name alone in front of it.
 */
export function pathParts(text: string): PathParts | undefined {
  const parts = /^(?:\{?\$sourceDescriptions\.([^.}]+)(?:\.url)?\}?|([A-Za-z0-9_-]+))#\/paths\/([^/]+)\/([a-z]+)$/.exec(
    text,
  );
  if (parts === null) return undefined;
  const [, expressed, named, pointer = '', method = ''] = parts;
  return { source: expressed ?? named ?? '', method, path: fragmentToken(pointer) };
}

/** The operations that a document calls at a source by their paths. */
export function calledPaths(source: SourceDescription, { workflows }: Document): readonly PathParts[] {
  return workflows.flatMap(({ steps }) =>
    steps.flatMap(({ target }) => {
      const parts = target.kind === 'operationPath' ? pathParts(target.text.value) : undefined;
      return parts?.source === source.name.value ? [parts] : [];
    }),
  );
}

/** The operations that a document calls at a source by its name. */
export function namedOperations(source: SourceDescription, { workflows }: Document): readonly string[] {
  const names = workflows.flatMap(({ steps }) =>
    steps.flatMap(({ target }) => {
      const dotted = target.kind === 'operationId' ? namedOperation(target.text.value) : null;
      return dotted?.[1] === source.name.value ? [dotted[2] ?? ''] : [];
    }),
  );
  return [...new Set(names)];
}

/** The operations that a document calls without saying at which source. */
export function plainOperations({ workflows }: Document): readonly string[] {
  const names = workflows.flatMap(({ steps }) =>
    steps.flatMap(({ target }) =>
      target.kind === 'operationId' && namedOperation(target.text.value) === null ? [target.text.value] : [],
    ),
  );
  return [...new Set(names)];
}
