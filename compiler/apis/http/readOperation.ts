import { isList, type Json } from '../../source/index.ts';
import type { Descriptions, Part } from './description.ts';
import { isForbiddenHeader } from './headers.ts';
import { isJsonType } from './mediaTypes.ts';
import type { HttpApi, HttpBody, HttpContent, HttpOperation, HttpParameter, HttpResponse, Styling } from './model.ts';
import type { SchemaShapes } from './schemaShapes.ts';
import { ANYTHING } from './schemaShapes.ts';
import { readSecurity } from './security.ts';
import { readServers } from './servers.ts';
import { JSON_STYLE } from './styleText.ts';
import { argumentsShape, resultShape } from './taskShapes.ts';

/** Where an operation stands in a description. */
export interface OperationPlace {
  /** Lower case, as in a Path Item. */
  readonly method: string;
  readonly path: string;
  readonly item: Part;
  readonly operation: Part;
}

/** What an operation is read with. */
export interface OperationReader {
  readonly api: HttpApi;
  readonly descriptions: Descriptions;
  readonly root: Part;
  /** The address of the file, where it is known: relative servers start there. */
  readonly address: string | undefined;
  readonly requests: SchemaShapes;
  readonly responses: SchemaShapes;
}

/** Methods whose repetition does what one call does (RFC 9110, section 9.2.2). */
const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']);

/** An operation of a description, with all that a call needs. */
export function readOperation(place: OperationPlace, reader: OperationReader): HttpOperation {
  const { descriptions, root, api } = reader;
  const { operation, item } = place;
  const { path, reserved } = plainTemplate(place.path);
  const method = place.method.toUpperCase();
  const name = descriptions.text(operation, 'operationId') ?? `${method} ${place.path}`;
  const responses = readResponses(descriptions.get(operation, 'responses'), reader);
  const body = readBody(descriptions.get(operation, 'requestBody'), reader);
  return {
    kind: 'http',
    api,
    name,
    action: 'invoke',
    method,
    uri: path,
    status:
      Math.min(...responses.map(({ status }) => successOf(status)).filter((status) => status !== undefined), 300) %
        300 || 200,
    servers: readServers([operation, item, root], reader),
    parameters: readParameters(item, operation, reader).map((parameter) =>
      reserved.has(parameter.name)
        ? { ...parameter, styling: { ...parameter.styling, allowReserved: true } }
        : parameter,
    ),
    ...(body === undefined ? {} : { body }),
    responses,
    security: readSecurity(operation, root, descriptions),
    input: argumentsShape(name, body),
    output: resultShape(name, responses),
    readOnly: IDEMPOTENT.has(method),
  };
}

/** A path whose placeholders are names alone, and which of them stand for paths: `{+name}` (RFC 6570, section 3.2.3). */
function plainTemplate(written: string): { readonly path: string; readonly reserved: ReadonlySet<string> } {
  const reserved = new Set([...written.matchAll(/\{\+([^{}]*)\}/g)].map(([, name = '']) => name));
  return { path: written.replace(/\{\+/g, '{'), reserved };
}

function successOf(status: string): number | undefined {
  if (/^2XX$/i.test(status)) return 200;
  return /^2\d\d$/.test(status) ? Number(status) : undefined;
}

/** Those of the operation count more than those of the path, by name and place. */
function readParameters(item: Part, operation: Part, reader: OperationReader): readonly HttpParameter[] {
  const found = new Map<string, HttpParameter>();
  for (const owner of [item, operation]) {
    for (const part of reader.descriptions.items(reader.descriptions.get(owner, 'parameters'))) {
      const parameter = readParameter(part, reader);
      if (parameter !== undefined) found.set(`${parameter.in} ${parameter.name}`, parameter);
    }
  }
  return [...found.values()];
}

const PLACES = ['path', 'query', 'header', 'cookie', 'querystring'] as const;

function readParameter(part: Part, { descriptions, requests }: OperationReader): HttpParameter | undefined {
  const name = descriptions.text(part, 'name');
  const place = PLACES.find((each) => each === descriptions.text(part, 'in'));
  if (name === undefined || place === undefined) return undefined;
  const [content] = descriptions.entries(descriptions.get(part, 'content'));
  const schema = content === undefined ? descriptions.get(part, 'schema') : descriptions.get(content[1], 'schema');
  const isJson = content !== undefined && isJsonType(content[0]);
  const required = place === 'path' || descriptions.flag(part, 'required');
  const isRefused = place === 'header' && isForbiddenHeader(name);
  const fallback = required && !isRefused ? fallbackOf(schema, descriptions) : undefined;
  return {
    name,
    in: place,
    required,
    ...(fallback === undefined ? {} : { fallback }),
    ...(content === undefined ? {} : { mediaType: content[0] }),
    styling: isJson ? JSON_STYLE : stylingOf(part, place, descriptions),
    shape: schema === undefined ? ANYTHING : requests.shape(schema, name),
  };
}

/** The value that a schema has for who gives none: its default, or the only one that it allows. */
function fallbackOf(schema: Part | undefined, descriptions: Descriptions): Json | undefined {
  const written = (keyword: string): Json | undefined => descriptions.get(schema, keyword)?.value;
  const allowed = written('enum') ?? null;
  return (
    written('default') ??
    written('const') ??
    (isList(allowed) && allowed.length === 1 ? (allowed[0] ?? undefined) : undefined)
  );
}

const STYLES = [
  'simple',
  'label',
  'matrix',
  'form',
  'spaceDelimited',
  'pipeDelimited',
  'deepObject',
  'cookie',
] as const;

/** The style that is written, or the usual one of the place (OpenAPI 3.1, section 4.8.12.2). */
function stylingOf(part: Part, place: HttpParameter['in'], descriptions: Descriptions): Styling {
  const usual = place === 'path' || place === 'header' ? 'simple' : 'form';
  const style = STYLES.find((each) => each === descriptions.text(part, 'style')) ?? usual;
  const explode = descriptions.get(part, 'explode')?.value;
  return {
    style,
    explode: typeof explode === 'boolean' ? explode : style === 'form' || style === 'cookie',
    allowReserved: descriptions.flag(part, 'allowReserved'),
  };
}

/** How a property of a form is written: by its style where it has one, else by its media type (OpenAPI 3.1, section 4.8.15). */
function encodingOf(part: Part, descriptions: Descriptions): Styling {
  const hasStyle = ['style', 'explode', 'allowReserved'].some((name) => descriptions.get(part, name) !== undefined);
  const type = descriptions.text(part, 'contentType');
  if (!hasStyle && type !== undefined && isJsonType(type)) return JSON_STYLE;
  return stylingOf(part, 'query', descriptions);
}

function readBody(part: Part | undefined, reader: OperationReader): HttpBody | undefined {
  if (part === undefined) return undefined;
  const { descriptions, requests } = reader;
  const types = readContent(descriptions.get(part, 'content'), 'body', descriptions, requests);
  return { required: descriptions.flag(part, 'required'), types };
}

function readContent(
  part: Part | undefined,
  name: string,
  descriptions: Descriptions,
  shapes: SchemaShapes,
): readonly HttpContent[] {
  return descriptions.entries(part).map(([mediaType, content]): HttpContent => {
    const schema = descriptions.get(content, 'schema');
    const example = exampleOf(content, descriptions);
    const encodings = descriptions.entries(descriptions.get(content, 'encoding'));
    return {
      mediaType,
      shape: schema === undefined ? ANYTHING : shapes.shape(schema, name),
      ...(example === undefined ? {} : { example }),
      encoding: new Map(encodings.map(([property, each]) => [property, encodingOf(each, descriptions)] as const)),
    };
  });
}

function exampleOf(content: Part, descriptions: Descriptions): Json | undefined {
  const [named] = descriptions.entries(descriptions.get(content, 'examples'));
  const ways = [['example'], ['schema', 'example'], ['schema', 'examples', '0']];
  const found = ways.map((names) => descriptions.get(content, ...names)).find((each) => each !== undefined);
  return (named === undefined ? found : descriptions.get(named[1], 'value'))?.value;
}

function readResponses(part: Part | undefined, { descriptions, responses }: OperationReader): readonly HttpResponse[] {
  return descriptions.entries(part).map(([status, response]) => ({
    status,
    types: readContent(descriptions.get(response, 'content'), 'answer', descriptions, responses),
    headers: descriptions.entries(descriptions.get(response, 'headers')).map(([name, header]) => ({
      name,
      shape: responses.shape(descriptions.get(header, 'schema'), name),
    })),
  }));
}
