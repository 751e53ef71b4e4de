import { describe, expect, test } from '@jest/globals';
import { type Case, type Expectation, isObject } from '../../conformance/cases.ts';
import { judge, type Run } from '../../conformance/compare.ts';
import { readAreas } from '../../conformance/readAreas.ts';
import { junit } from '../../conformance/reports/junit.ts';
import { markdown } from '../../conformance/reports/markdown.ts';
import { resultsOf } from '../../conformance/results.ts';
import { runCases } from '../../conformance/runCases.ts';
import { inProcess, type Runner } from '../../conformance/runners/index.ts';
import { caseServer, listen, REPORT_PATH, type SeenRequest } from '../../conformance/server.ts';

/** A request as a server sees it. */
function request(line: string, more: Partial<SeenRequest> = {}): SeenRequest {
  const [method = '', target = ''] = line.split(' ');
  return { method, target, headers: {}, body: '', at: 0, ...more };
}

function verdictOf(expected: Expectation, run: Partial<Run>, readings: Case['readings'] = []) {
  return judge({ expect: expected, readings }, { ends: 'succeeded', requests: [], ...run });
}

function kindOf(expected: Expectation, run: Partial<Run>) {
  return verdictOf(expected, run).kind;
}

describe('a run is held against its case', () => {
  test('by how it ends; one that failed before its first request is as good as refused', () => {
    expect(kindOf({}, {})).toBe('pass');
    expect(kindOf({}, { ends: 'failed' })).toBe('differs');
    expect(kindOf({}, { ends: 'refused' })).toBe('refused');
    expect(kindOf({ ends: 'refused' }, { ends: 'failed' })).toBe('pass');
    expect(kindOf({ ends: 'refused' }, { ends: 'failed', requests: [request('GET /a')] })).toBe('differs');
    expect(kindOf({ ends: ['refused', 'succeeded'] }, {})).toBe('pass');
  });

  test('by its requests, all of them and in order', () => {
    const requests = [request('GET /a'), request('POST /b')];
    expect(kindOf({ requests: ['GET /a', 'POST /b'] }, { requests })).toBe('pass');
    expect(kindOf({ requests: ['POST /b', 'GET /a'] }, { requests })).toBe('differs');
    expect(kindOf({ requests: ['GET /a'] }, { requests })).toBe('differs');
    expect(kindOf({ requests: [] }, { requests: [] })).toBe('pass');
  });

  test('by queries, whatever their encoding and the order of names; values of one name keep theirs', () => {
    const requests = [request('GET /a%20b?y=1%2C2&x=%C3%A4&x=z')];
    expect(kindOf({ requests: ['GET /a b?x=ä&x=z&y=1,2'] }, { requests })).toBe('pass');
    expect(kindOf({ requests: ['GET /a b?x=z&x=ä&y=1,2'] }, { requests })).toBe('differs');
  });

  test('by what matters in a request', () => {
    const headers = { 'x-a': '1', 'content-type': 'application/json; charset=UTF-8', cookie: 'a=b; c=d=e' };
    const requests = [request('POST /a', { headers, body: '{"n":1}' })];
    const seen = (part: object) => kindOf({ requests: [{ request: 'POST /a', ...part }] }, { requests });
    expect(seen({ headers: { 'X-A': '1', 'Content-Type': 'application/json', 'X-B': null } })).toBe('pass');
    expect(seen({ headers: { 'X-A': null } })).toBe('differs');
    expect(seen({ cookies: { a: 'b', c: 'd=e' } })).toBe('pass');
    expect(seen({ cookies: { a: 'x' } })).toBe('differs');
    expect(seen({ body: { n: 1 } })).toBe('pass');
    expect(seen({ body: { n: '1' } })).toBe('differs');
    expect(seen({ text: '{"n":1}' })).toBe('pass');
  });

  test('by forms, field by field', () => {
    const requests = [request('POST /a', { body: 'b=2&a=x+y&b=3' })];
    const seen = (form: Record<string, string | string[]>) =>
      kindOf({ requests: [{ request: 'POST /a', form }] }, { requests });
    expect(seen({ a: 'x y', b: ['2', '3'] })).toBe('pass');
    expect(seen({ a: 'x y' })).toBe('differs');
  });

  test('by the time between requests', () => {
    const expected = { requests: ['GET /a', { request: 'GET /a', waits: 1 }] };
    const second = (at: number) => ({ requests: [request('GET /a', { at: 5 }), request('GET /a', { at })] });
    expect(kindOf(expected, second(1005))).toBe('pass');
    expect(kindOf(expected, second(900))).toBe('differs');
  });

  test('by outputs, which a runner may not tell', () => {
    expect(kindOf({ outputs: { a: 1 } }, { outputs: { a: 1 } })).toBe('pass');
    expect(kindOf({ outputs: { a: 1 } }, { outputs: { a: 1, b: null } })).toBe('differs');
    expect(kindOf({ outputs: { a: 1 } }, {})).toBe('differs');
  });

  test('by other readings, each of which says only what is different', () => {
    const readings = [{ reading: 'it fails', ends: 'failed' as const }];
    const requests = [request('GET /a')];
    expect(verdictOf({ requests: ['GET /a'] }, { ends: 'failed', requests }, readings)).toEqual({
      kind: 'reading',
      reading: 'it fails',
    });
    expect(verdictOf({ requests: ['GET /a'] }, { ends: 'failed' }, readings).kind).toBe('differs');
  });
});

describe('the server of a case', () => {
  test('gives answers in order, the last one again, and 200 and {} where there are none', () => {
    const server = caseServer({ answers: { 'GET /a': [{ status: 503 }, { body: [1] }] } });
    const statuses = ['GET /a', 'GET /a?x=1', 'GET /a', 'GET /b'].map((line) => server.answer(request(line)));
    expect(statuses.map(({ status, body }) => [status, body])).toEqual([
      [503, ''],
      [200, '[1]'],
      [200, '[1]'],
      [200, '{}'],
    ]);
    expect(server.seen).toHaveLength(4);
  });

  test('keeps outputs that are told to it apart from the requests of the case', () => {
    const server = caseServer({ answers: {} });
    server.answer(request(`POST ${REPORT_PATH}`, { body: '{"a":1}' }));
    expect(server.reported()).toEqual({ a: 1 });
    expect(server.seen).toEqual([]);
  });

  test('listens on a port of this machine', async () => {
    const server = caseServer({ answers: { 'POST /a': [{ status: 201, headers: { 'X-A': 'b' }, text: 'made' }] } });
    const { url, close } = await listen(server);
    const answer = await fetch(`${url}/a?b=c`, { method: 'POST', body: 'hello', headers: { 'X-Sent': 'yes' } });
    expect([answer.status, answer.headers.get('x-a'), await answer.text()]).toEqual([201, 'b', 'made']);
    expect(server.seen).toMatchObject([
      { method: 'POST', target: '/a?b=c', body: 'hello', headers: { 'x-sent': 'yes' } },
    ]);
    await close();
  });
});

describe('the reports', () => {
  const areas = readAreas().filter(({ area }) => area === 'success');
  const cases = areas.flatMap((area) => area.cases).slice(0, 3);
  const failing: Runner = {
    ...inProcess,
    title: 'Some <runner>',
    run: async (each) => ({ ...(await inProcess.run(each)), ...(each === cases[1] ? { ends: 'failed' } : {}) }),
  };

  test('tell what passed, what didn’t, and by how much', async () => {
    const results = resultsOf(failing, '1.2', new Date('2026-01-02'), await runCases(failing, cases));
    const wrong = String(cases[1]?.id);
    expect(results).toMatchObject({ version: '1.2', date: '2026-01-02' });
    expect(Object.values(results.cases).map((verdict) => isObject(verdict))).toEqual([false, true, false]);
    const page = markdown({ results, notes: { [wrong]: 'It is known.' } }, areas);
    expect(page).toContain('| **all** |  | **2 of 3** |');
    expect(page).toMatch(new RegExp(`\\| \`${wrong}\` \\| MUST \\| .* It is known\\. \\|`));
    const xml = junit(results, areas);
    expect(xml).toContain('<testsuites name="Some &lt;runner&gt; 1.2">');
    expect(xml).toContain('<testsuite name="success" tests="3" failures="1">');
    expect(xml).toContain(`<testcase classname="success" name="${wrong}"><failure type="differs"`);
  });
});
