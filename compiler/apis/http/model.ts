import type { Json } from '../../source/index.ts';
import type { Shape, StructureShape } from '../aws/index.ts';

/** An API that an OpenAPI description describes, as one source description of a document names it. */
export interface HttpApi {
  /** The source description's name: the API's connection, servers and calls go by it. */
  readonly name: string;
  /** The description's title. */
  readonly title: string;
}

/** One operation of an API. */
export interface HttpOperation {
  readonly kind: 'http';
  readonly api: HttpApi;
  /** Its `operationId`, or method and path where it has none. */
  readonly name: string;
  /** The name in a Step Functions resource. */
  readonly action: 'invoke';
  readonly method: string;
  /** The path as in `paths`, with its placeholders: `/users/{id}`. */
  readonly uri: string;
  /** The lowest status of success that is described; 200 where none is. */
  readonly status: number;
  /** Where it is called; the first one that can be called counts. */
  readonly servers: readonly HttpServer[];
  readonly parameters: readonly HttpParameter[];
  readonly body?: HttpBody;
  readonly responses: readonly HttpResponse[];
  /** The ways of authorization, each of which does; of each, all schemes together. None: it is open. */
  readonly security: readonly (readonly SecurityScheme[])[];
  /** The Arguments of the Task. */
  readonly input: StructureShape;
  /** The result of the Task. */
  readonly output: StructureShape;
  /** Whether a repetition is harmless by its method (RFC 9110, section 9.2.2). */
  readonly readOnly: boolean;
}

/** A server, its variables replaced by their defaults. */
export interface HttpServer {
  /** An absolute URL without a slash at its end; or a relative one. */
  readonly url: string;
  /** Variables that have no default. */
  readonly open: readonly string[];
}

/** A parameter with its style (OpenAPI 3.1, section 4.8.12). */
export interface HttpParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'querystring';
  readonly required: boolean;
  /** What is sent of a required one where nothing is given: its default, or the only value that it may have. */
  readonly fallback?: Json;
  readonly styling: Styling;
  /** Of a parameter that has `content`. */
  readonly mediaType?: string;
  readonly shape: Shape;
}

/** How the value of a parameter is written. `json`: the parameter has `content` of a JSON media type. */
export interface Styling {
  readonly style:
    | 'simple'
    | 'label'
    | 'matrix'
    | 'form'
    | 'spaceDelimited'
    | 'pipeDelimited'
    | 'deepObject'
    | 'cookie'
    | 'json';
  readonly explode: boolean;
  readonly allowReserved: boolean;
}

/** A request body, by media types in the order of the description. */
export interface HttpBody {
  readonly required: boolean;
  readonly types: readonly HttpContent[];
}

export interface HttpContent {
  readonly mediaType: string;
  readonly shape: Shape;
  /** Of the properties of a form, by name. */
  readonly encoding: ReadonlyMap<string, Styling>;
  /** The first example that the description has of it. */
  readonly example?: Json;
}

export interface HttpResponse {
  /** A number, a range such as `4XX`, or `default`. */
  readonly status: string;
  readonly types: readonly HttpContent[];
  /** The names of its headers, in their own letter case. */
  readonly headers: readonly HttpHeader[];
}

export interface HttpHeader {
  readonly name: string;
  readonly shape: Shape;
}

/** A security scheme (OpenAPI 3.1, section 4.8.27), as far as a connection needs to know it. */
export type SecurityScheme =
  | { readonly kind: 'apiKey'; readonly name: string; readonly in: 'header' | 'query' | 'cookie'; readonly key: string }
  | { readonly kind: 'basic' | 'bearer'; readonly name: string }
  /** `tokenUrl`: where tokens are given to clients by their credentials alone; absent where they aren't. */
  | {
      readonly kind: 'oauth';
      readonly name: string;
      readonly tokenUrl?: string;
      readonly scopes: readonly string[];
    }
  | { readonly kind: 'mutualTls'; readonly name: string }
  /** HTTP schemes of other kinds, and schemes that are not described. */
  | { readonly kind: 'other'; readonly name: string };
