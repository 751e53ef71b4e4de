import type { CalledOperations, OperationPath } from '../apis/index.ts';
import { atSource, type Document, type Parameter, type SourceDescription, type Step } from '../arazzo/index.ts';
import { fragmentToken, isText } from '../source/index.ts';

/** The source's name, method and path of an `operationPath`. */
export interface PathParts extends OperationPath {
  readonly source: string;
}

/**
 * Takes an `operationPath` apart. The pointer is a URI fragment (RFC 6901, section 6), so it may be percent-encoded. People
 * also write the source or its name alone in front of it.
 */
export function pathParts(text: string): PathParts | undefined {
  const parts = /^(?:\{?\$sourceDescriptions\.([^.}]+)(?:\.url)?\}?|([A-Za-z0-9_-]+))#\/paths\/([^/]+)\/([a-z]+)$/.exec(
    text,
  );
  if (parts === null) return undefined;
  const [, expressed, named, pointer = '', method = ''] = parts;
  return { source: expressed ?? named ?? '', method, path: fragmentToken(pointer) };
}

/** The operations that a document calls without saying at which source. */
export function plainOperations({ workflows }: Document): readonly string[] {
  const names = workflows.flatMap(({ steps }) => steps.flatMap((step) => nameOf(step) ?? []));
  return [...new Set(names.flatMap((name) => (name.kind === 'plain' ? [name.id] : [])))];
}

const known = new WeakMap<SourceDescription, CalledOperations>();

/**
 * What a document calls at a source, which tells services apart that share a name. The same for each workflow of the
 * document, so it is gathered once.
 * @param isOnly whether it is the only source that describes an API, so that plain ids are its own
 */
export function calledOperations(source: SourceDescription, document: Document, isOnly: boolean): CalledOperations {
  const gathered = known.get(source) ?? gather(source, document, isOnly);
  known.set(source, gathered);
  return gathered;
}

function gather(source: SourceDescription, { workflows }: Document, isOnly: boolean): CalledOperations {
  const names = new Set<string>();
  const plainNames = new Set<string>();
  const paths: OperationPath[] = [];
  const sent: Parameter[] = [];
  for (const step of workflows.flatMap(({ steps }) => steps)) {
    const name = nameOf(step);
    if (name === undefined) continue;
    if (name.kind === 'plain' && !isOnly) plainNames.add(name.id);
    if (name.kind === 'plain' ? !isOnly : name.source !== source.name.value) continue;
    if (name.kind === 'path') paths.push(name);
    else names.add(name.id);
    sent.push(...step.parameters);
  }
  return {
    names: [...names],
    paths,
    plainNames: [...plainNames],
    targets: [...literals(sent, 'header', 'x-amz-target'), ...paths.flatMap(({ path }) => targetIn(path) ?? [])],
    versions: literals(sent, 'query', 'version'),
  };
}

type CalledName =
  | { readonly kind: 'plain'; readonly id: string }
  | { readonly kind: 'dotted'; readonly source: string; readonly id: string }
  | ({ readonly kind: 'path' } & PathParts);

function nameOf({ target }: Step): CalledName | undefined {
  if (target.kind === 'operationPath') {
    const path = pathParts(target.text.value);
    return path === undefined ? undefined : { kind: 'path', ...path };
  }
  if (target.kind !== 'operationId') return undefined;
  const id = target.text.value;
  const dotted = atSource(id);
  return dotted === undefined ? { kind: 'plain', id } : { kind: 'dotted', ...dotted };
}

/** The header that stands in a path, where a service has one path for all operations: `/#X-Amz-Target=...`. */
function targetIn(path: string): string | undefined {
  return /[#?&]X-Amz-Target=([^&#]+)/.exec(path)?.[1];
}

/** The different texts that are given for a parameter. */
function literals(parameters: readonly Parameter[], place: 'header' | 'query', name: string): readonly string[] {
  const given = parameters.filter((each) => each.in === place && each.name.value.toLowerCase() === name);
  return [...new Set(given.flatMap(({ value }) => (isText(value) ? [value.value] : [])))];
}
