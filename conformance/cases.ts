import { stringify } from 'yaml';

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** How binding the requirement of a case is in the specification; `silent`: nothing is said, and readings differ. */
export type Level = 'MUST' | 'SHOULD' | 'MAY' | 'silent';

/** How a run ends: refused is a document, or an input, that no request was made for. */
export type Ending = 'succeeded' | 'failed' | 'refused';

/** What the server of a case answers. */
export interface Answer {
  /** Default: 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body?: Json;
  /** A body that is no JSON; its type is in `headers`, by default text/plain. */
  readonly text?: string;
  /** Milliseconds until the answer comes. */
  readonly delay?: number;
}

/** A request that must be seen: `GET /items?status=new`, with what else matters in it. */
export interface ExpectedRequest {
  readonly request: string;
  /** By name, in any letter case; null: not sent. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly cookies?: Readonly<Record<string, string>>;
  readonly body?: Json;
  readonly form?: Readonly<Record<string, string | readonly string[]>>;
  readonly text?: string;
  /** Seconds that must have passed since the request before it, at least. */
  readonly waits?: number;
}

/** What must be seen of a run. What isn't given isn't looked at. */
export interface Expectation {
  readonly ends?: Ending | readonly Ending[];
  /** All requests, in order. */
  readonly requests?: readonly (string | ExpectedRequest)[];
  readonly outputs?: JsonObject;
}

/** What else a runner may do, where the specification leaves it open; over what the case expects otherwise. */
export interface Reading extends Expectation {
  readonly reading: string;
}

/** A case: a document with all that it needs, and what must be seen when its workflow is run. */
export interface Case {
  readonly id: string;
  readonly area: string;
  /** The requirement, in our own words. */
  readonly requirement: string;
  /** The section of the specification, by its anchor. */
  readonly spec: string;
  readonly level: Level;
  /** The version of Arazzo that the document is written in. */
  readonly arazzo: string;
  /** The files of the case by name, as data or text. */
  readonly files: Readonly<Record<string, Json>>;
  /** Which of the files is the document, and which of its workflows is run. */
  readonly document: string;
  readonly workflowId: string;
  readonly inputs: JsonObject;
  /** By method and path; the last of a list is given again. */
  readonly answers: Readonly<Record<string, readonly Answer[]>>;
  readonly expect: Expectation;
  readonly readings: readonly Reading[];
}

/** Cases of one area: a file in `cases/`. */
export interface Area {
  readonly area: string;
  readonly about: string;
  readonly cases: readonly Case[];
}

/** The host of the servers in the descriptions of cases; a runner finds the server of its case in place of it. */
export const HOST = 'https://api.test';

/** Whether a value is a list; `Array.isArray` doesn't tell readonly ones. */
export function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list that is a member of something; none where it has no such list. */
export function objectsIn(value: Json | undefined, name: string): readonly JsonObject[] {
  const list = isObject(value) ? value[name] : undefined;
  return list !== undefined && isList(list) ? list.filter(isObject) : [];
}

/** Texts that were made of files; most cases have the same description. */
const texts = new WeakMap<JsonObject, string>();

/** A file of a case as text. */
export function textOf(content: Json): string {
  if (!isObject(content)) return typeof content === 'string' ? content : written(content);
  const text = texts.get(content) ?? written(content);
  texts.set(content, text);
  return text;
}

function written(content: Json): string {
  return stringify(content, { aliasDuplicateObjects: false });
}
