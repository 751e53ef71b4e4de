import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { type CompileOptions, compile } from '../../compiler/index.ts';
import { runDocument } from '../support/runDocument.ts';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'semantics.md'), 'utf8');

/** A piece of YAML of the page, and what the page says that it becomes. */
interface Example {
  readonly heading: string;
  readonly yaml: string;
  readonly options: CompileOptions;
  /** Parts of states, by name. */
  readonly states?: Readonly<Record<string, unknown>>;
  /** What is told about it, a line each: all of it, but for notes where the page shows none. */
  readonly findings?: readonly string[];
}

/** The examples of the page in order: each YAML block with the JSON and text blocks behind it. */
function examplesOf(text: string): readonly Example[] {
  const examples: Example[] = [];
  let heading = '';
  for (const [, title, language, info, body = ''] of text.matchAll(/^## (.+)$|^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)) {
    if (title !== undefined) heading = title;
    else if (language === 'yaml') examples.push({ heading, yaml: body, options: info ? JSON.parse(info) : {} });
    else {
      const example = examples.pop();
      if (example === undefined) throw new Error(`${heading}: there is no YAML before this`);
      const shown = language === 'json' ? { states: JSON.parse(body) } : { findings: body.trimEnd().split('\n') };
      examples.push({ ...example, ...shown });
    }
  }
  return examples;
}

const [whole, ...parts] = examplesOf(page);
const base = parse(whole?.yaml ?? '');

/** The whole document that a part of it on the page stands for. */
function documentOf(yaml: string): string {
  const part = parse(yaml);
  if (part.arazzo !== undefined) return yaml;
  if (part.workflows !== undefined) return stringify({ ...base, ...part });
  return stringify({ ...base, workflows: [{ ...base.workflows[0], ...part }] });
}

const numbered = [...(whole === undefined ? [] : [whole]), ...parts].map((example, index) => ({
  ...example,
  name: `${index + 1}, ${example.heading}`,
}));

describe('the examples of docs/semantics.md', () => {
  test('are found', () => {
    expect(numbered.length).toBeGreaterThan(20);
    expect(numbered.filter(({ states, findings }) => states === undefined && findings === undefined)).toEqual([]);
  });

  test.each(numbered)('$name: the findings', ({ yaml, options, findings }) => {
    const { diagnostics } = compile({ name: 'workflow.yml', text: documentOf(yaml) }, options);
    // What a role may need besides is a matter of the operation, not of what the example means.
    const ofMeaning = diagnostics.filter(({ code }) => code !== 'permission-undecided');
    const told = ofMeaning.filter(({ severity }) => findings !== undefined || severity !== 'info');
    expect(told.map(({ severity, message, code }) => `${severity}: ${message} [${code}]`)).toEqual(findings ?? []);
  });

  test.each(numbered.filter(({ states }) => states !== undefined))('$name: the states', ({ yaml, options, states }) => {
    const { machines } = compile({ name: 'workflow.yml', text: documentOf(yaml) }, options);
    expect(machines.find(({ workflowId }) => workflowId === 'example')?.definition.States).toMatchObject(states ?? {});
  });

  test('the whole one has no other states', () => {
    const { machines } = compile({ name: 'workflow.yml', text: whole?.yaml ?? '' });
    expect(Object.keys(machines[0]?.definition.States ?? {}).sort()).toEqual(Object.keys(whole?.states ?? {}).sort());
  });
});

describe('the conditions of docs/semantics.md', () => {
  const rows = [...page.matchAll(/^\| `(.+)` \| (?:`(.*)`|absent) \| (yes|no) \|$/gm)].map(
    ([, condition = '', value, holds]) => ({ condition, value, holds }),
  );

  test('are found', () => {
    expect(rows.length).toBeGreaterThan(20);
  });

  test.each(rows)('$condition, where a is $value: $holds', async ({ condition, value, holds }) => {
    const query = condition.startsWith('$.') ? { context: '$inputs.a', type: 'jsonpath' } : {};
    const text = documentOf(
      stringify({
        inputs: { type: 'object', properties: { a: {} } },
        parameters: [{ name: 'InstanceId', in: 'path', value: 'i-1' }],
        steps: [{ stepId: 'look', operationId: 'describeInstance', successCriteria: [{ ...query, condition }] }],
        outputs: {},
      }),
    );
    const input = value === undefined ? {} : { a: JSON.parse(value) };
    const { status } = await runDocument(text, { input });
    expect(status).toBe(holds === 'yes' ? 'SUCCEEDED' : 'FAILED');
  });
});
