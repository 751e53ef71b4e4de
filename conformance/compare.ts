import { isDeepStrictEqual } from 'node:util';
import { type Case, type Ending, type Expectation, type ExpectedRequest, isList, type Json } from './cases.ts';
import { decoded, type SeenRequest } from './server.ts';

/** What was seen of a run. */
export interface Run {
  readonly ends: Ending;
  /** Undefined: the runner tells none. */
  readonly outputs?: Json | undefined;
  readonly requests: readonly SeenRequest[];
}

/** How a case came out: as it says, by one of the other readings, or otherwise, with what was different. */
export type Verdict =
  | { readonly kind: 'pass' }
  | { readonly kind: 'reading'; readonly reading: string }
  | { readonly kind: 'refused' | 'differs'; readonly differences: readonly string[] };

/** Holds a run against a case. Timers may fire a little early; so much is let pass, in milliseconds. */
const SLACK = 20;

/** Holds what was seen of a run against what its case says. */
export function judge({ expect, readings }: Pick<Case, 'expect' | 'readings'>, run: Run): Verdict {
  const differences = differencesOf(expect, run);
  if (differences.length === 0) return { kind: 'pass' };
  const other = readings.find(({ reading, ...over }) => differencesOf({ ...expect, ...over }, run).length === 0);
  if (other !== undefined) return { kind: 'reading', reading: other.reading };
  return { kind: run.ends === 'refused' ? 'refused' : 'differs', differences };
}

function differencesOf({ ends = 'succeeded', requests, outputs }: Expectation, run: Run): readonly string[] {
  const endings = isList(ends) ? ends : [ends];
  const ended = endings.some((each) => endsAs(each, run)) ? [] : [`it ${run.ends}, not ${endings.join(' or ')}`];
  const wrong = requests === undefined ? [] : requestDifferences(requests, run.requests);
  // A run that failed has none.
  const given =
    outputs === undefined ||
    run.ends !== 'succeeded' ||
    (run.outputs !== undefined && isDeepStrictEqual(run.outputs, outputs))
      ? []
      : [`outputs ${JSON.stringify(run.outputs)}, not ${JSON.stringify(outputs)}`];
  return [...ended, ...wrong, ...(ended.length > 0 ? [] : given)];
}

/** A run that failed before its first request is as good as a refusal: not every runner tells them apart. */
function endsAs(ending: Ending, { ends, requests }: Run): boolean {
  return ends === ending || (ending === 'refused' && ends === 'failed' && requests.length === 0);
}

function requestDifferences(
  expected: readonly (string | ExpectedRequest)[],
  seen: readonly SeenRequest[],
): readonly string[] {
  const wanted = expected.map((each) => (typeof each === 'string' ? { request: each } : each));
  const lines = wanted.map(({ request }) => request);
  const made = seen.map(({ method, target }) => `${method} ${target}`);
  const sameLines = wanted.length === seen.length && wanted.every((each, at) => sameLine(each.request, made[at] ?? ''));
  if (!sameLines) return [`requests ${shown(made)}, not ${shown(lines)}`];
  return wanted.flatMap((each, at) => {
    const request = seen[at];
    if (request === undefined) return [];
    return partDifferences(each, request, seen[at - 1]).map((text) => `${each.request}: ${text}`);
  });
}

/** The most requests that are told of one run. */
const MOST = 8;

function shown(lines: readonly string[]): string {
  if (lines.length === 0) return 'none';
  return lines.length <= MOST ? lines.join(', ') : `${lines.slice(0, MOST).join(', ')} and ${lines.length - MOST} more`;
}

/** Whether two lines ask the same: percent-encoding and the order of query parameters of different names don't count. */
function sameLine(one: string, other: string): boolean {
  const [left, right] = [partsOf(one), partsOf(other)];
  return left.path === right.path && isDeepStrictEqual(left.query, right.query);
}

function partsOf(line: string) {
  const at = line.indexOf('?');
  return { path: decoded(at < 0 ? line : line.slice(0, at)), query: at < 0 ? {} : fieldsOf(line.slice(at + 1)) };
}

/** The fields of a query or form, each with its values in order. */
function fieldsOf(text: string): Readonly<Record<string, readonly string[]>> {
  const fields = new URLSearchParams(text);
  return Object.fromEntries([...fields.keys()].map((name) => [name, [...fields.getAll(name)]]));
}

function partDifferences(
  { headers = {}, cookies, body, form, text, waits }: ExpectedRequest,
  request: SeenRequest,
  before: SeenRequest | undefined,
): readonly string[] {
  const found: string[] = [];
  const compare = (what: string, actual: unknown, wanted: unknown) => {
    if (!isDeepStrictEqual(actual, wanted))
      found.push(`${what} ${JSON.stringify(actual) ?? 'missing'}, not ${JSON.stringify(wanted) ?? 'missing'}`);
  };
  for (const [name, value] of Object.entries(headers))
    compare(`header ${name}`, headerOf(request, name), value ?? undefined);
  const sent = cookies === undefined ? {} : cookiesOf(request.headers['cookie'] ?? '');
  for (const [name, value] of Object.entries(cookies ?? {})) compare(`cookie ${name}`, sent[name], value);
  if (body !== undefined) compare('body', jsonIn(request.body), body);
  if (form !== undefined) {
    const wanted = Object.entries(form).map(([name, value]) => [name, typeof value === 'string' ? [value] : value]);
    compare('form', fieldsOf(request.body), Object.fromEntries(wanted));
  }
  if (text !== undefined) compare('body', request.body, text);
  if (waits !== undefined) {
    const passed = request.at - (before?.at ?? 0);
    if (passed < waits * 1000 - SLACK) found.push(`it came ${Math.round(passed)} ms after the one before it`);
  }
  return found;
}

/** The value of a header; of a media type without its parameters. */
function headerOf({ headers }: SeenRequest, name: string): string | undefined {
  const value = headers[name.toLowerCase()];
  return name.toLowerCase() === 'content-type' ? value?.replace(/\s*;.*$/s, '') : value;
}

function cookiesOf(header: string): Readonly<Record<string, string>> {
  const pairs = header.split(/;\s*/).filter((pair) => pair.includes('='));
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === '' ? undefined : text;
  }
}
