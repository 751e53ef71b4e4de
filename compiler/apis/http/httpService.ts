import { nearest } from '../../diagnostics/index.ts';
import type { OperationPath } from '../aws/index.ts';
import type { Descriptions, Part } from './description.ts';
import type { HttpApi, HttpOperation } from './model.ts';
import { type OperationPlace, type OperationReader, readOperation } from './readOperation.ts';
import { SchemaShapes } from './schemaShapes.ts';

/** An API with its operations, each read when it is first asked for. */
export interface HttpService {
  readonly kind: 'http';
  readonly api: HttpApi;
  operation(id: string): HttpOperation | undefined;
  /** By method and path as the description has them; names of placeholders don't matter. */
  operationAt(method: string, path: string): HttpOperation | undefined;
  nearestOperation(id: string): string | undefined;
  /** The ids of all operations that have one, in the order of the description. */
  readonly operationIds: readonly string[];
  /** Where all operations are, in the order of the description; methods in lower case. */
  readonly operationPaths: readonly OperationPath[];
}

/** Where a description comes from. */
export interface DescriptionSource {
  /** The source description's name. */
  readonly name: string;
  /** The file to read, as the source description or an option names it, and what that is relative to. */
  readonly url: string;
  readonly from: string;
  /** The address under which the description is published, where the source description gives one. */
  readonly address?: string;
  /** Whether answers may have what their schemas rule out. */
  readonly openAnswers: boolean;
}

/** The API of a description; undefined where the file can't be read, or is none. */
export function openHttpService(source: DescriptionSource, descriptions: Descriptions): HttpService | undefined {
  const root = descriptions.open(source.url, source.from);
  return root === undefined ? undefined : serviceOf(source, root, descriptions);
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

function serviceOf(
  { name, address, openAnswers }: DescriptionSource,
  root: Part,
  descriptions: Descriptions,
): HttpService {
  const api: HttpApi = { name, title: descriptions.text(root, 'info', 'title') ?? name };
  const reader: OperationReader = {
    api,
    descriptions,
    root,
    address,
    requests: new SchemaShapes(descriptions, 'request'),
    responses: new SchemaShapes(descriptions, 'response', openAnswers),
  };
  const places = descriptions.entries(descriptions.get(root, 'paths')).flatMap(([path, item]) =>
    descriptions
      .entries(item)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, operation]): OperationPlace => ({ method, path, item, operation })),
  );
  const byId = new Map<string, OperationPlace>();
  const byPath = new Map<string, OperationPlace>();
  const byForm = new Map<string, OperationPlace>();
  for (const place of places) {
    const id = descriptions.text(place.operation, 'operationId');
    if (id !== undefined && !byId.has(id)) byId.set(id, place);
    byPath.set(`${place.method} ${place.path}`, place);
    const form = `${place.method} ${formOf(place.path)}`;
    if (!byForm.has(form)) byForm.set(form, place);
  }
  const known = new Map<OperationPlace, HttpOperation>();
  const at = (place: OperationPlace | undefined): HttpOperation | undefined => {
    if (place === undefined) return undefined;
    const operation = known.get(place) ?? readOperation(place, reader);
    known.set(place, operation);
    return operation;
  };
  return {
    kind: 'http',
    api,
    operation: (id) => at(byId.get(id)),
    operationAt: (method, path) => {
      const lower = method.toLowerCase();
      return at(byPath.get(`${lower} ${path}`) ?? byForm.get(`${lower} ${formOf(path)}`));
    },
    nearestOperation: (id) => nearest(id, byId.keys()),
    operationIds: [...byId.keys()],
    operationPaths: places.map(({ method, path }) => ({ method, path })),
  };
}

/** A path without the names of its placeholders. */
function formOf(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}');
}
