import { readdirSync, readFileSync } from 'node:fs';
import type { Machine } from '../../compiler/index.ts';
import { compile } from '../../compiler/node/index.ts';
import { type Json, type MachineDefinition, runMachine } from '../../local/index.ts';
import { connectDocument } from '../connectDocument.ts';

/** What came of one case. */
interface SuiteCase {
  readonly name: string;
  readonly came: 'right' | 'refused' | 'rejected though valid' | 'passed with a warning' | 'silently wrong';
  readonly because?: string;
}

/**
 * Prints how the official suite of JSON Schema 2020-12 (https://github.com/json-schema-org/JSON-Schema-Test-Suite) comes
 * out. Each schema becomes that of a required input, each test an execution: a valid value has to be accepted, any other
 * rejected; a schema that is refused counts once. Left out are schemas that need the suite's own server, or that refer to
 * their root, which an input's schema isn't.
 */
export async function jsonSchemaSuite(shared: URL): Promise<void> {
  const folder = new URL('data/json-schema/', shared);
  const cases: SuiteCase[] = [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const groups: readonly Group[] = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    for (const group of groups) cases.push(...(await runGroup(file.replace('.json', ''), group)));
  }
  const counts = new Map<string, number>();
  for (const { name, came, because } of cases) {
    counts.set(came, (counts.get(came) ?? 0) + 1);
    if (came !== 'right') process.stdout.write(`  ${came}: ${name}${because === undefined ? '' : `: ${because}`}\n`);
  }
  const figures = [...counts].map(([came, count]) => `${count} ${came}`).join(', ');
  process.stdout.write(`JSON Schema as inputs: ${cases.length} cases, ${figures}\n`);
}

interface Group {
  readonly description: string;
  readonly schema: Json;
  readonly tests: readonly { readonly description: string; readonly data: Json; readonly valid: boolean }[];
}

async function runGroup(file: string, { description, schema, tests }: Group): Promise<readonly SuiteCase[]> {
  const text = JSON.stringify(schema);
  if (text.includes('localhost:1234') || text.includes('"$ref":"#')) return [];
  const group = `${file}: ${description}`;
  const { machines, diagnostics } = compile({ name: 'suite.json', text: documentOf(schema) });
  const error = diagnostics.find(({ severity }) => severity === 'error');
  const [machine] = machines;
  if (error !== undefined || machine === undefined) {
    return [{ name: group, came: 'refused', because: error?.message ?? 'no machine' }];
  }
  const warning = diagnostics.find(({ severity }) => severity === 'warning');
  const cases: SuiteCase[] = [];
  for (const test of tests) {
    const { accepted, cause } = await accepts(machine, { value: test.data });
    const name = `${group}: ${test.description}`;
    if (accepted === test.valid) cases.push({ name, came: 'right' });
    else if (test.valid) cases.push({ name, came: 'rejected though valid', because: cause });
    else if (warning === undefined) cases.push({ name, came: 'silently wrong' });
    else cases.push({ name, came: 'passed with a warning', because: warning.message });
  }
  return cases;
}

/** A workflow with one required input of this schema. */
function documentOf(schema: Json): string {
  const property = typeof schema === 'object' && schema !== null ? { ...schema, $schema: undefined } : schema;
  return connectDocument({
    inputs: { type: 'object', required: ['value'], properties: { value: property } },
    steps: [{ stepId: 'look', operationId: 'listPhoneNumbersV2' }],
  });
}

async function accepts(machine: Machine, input: Json): Promise<{ readonly accepted: boolean; readonly cause: string }> {
  const definition: MachineDefinition = JSON.parse(machine.text);
  const { status, error, cause } = await runMachine(definition, input, { services: { call: async () => ({}) } });
  return { accepted: status === 'SUCCEEDED', cause: `${error}: ${cause}` };
}
