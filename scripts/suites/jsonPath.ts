import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { compile } from '../../compiler/node/index.ts';
import { createBackend, type Json, runMachine, sdkIntegration, virtualClock } from '../../local/index.ts';
import { connectDocument } from '../connectDocument.ts';

/** One case of the JSONPath Compliance Test Suite. */
interface PathCase {
  readonly name: string;
  readonly selector: string;
  readonly document?: Json;
  readonly result?: readonly Json[];
  readonly results?: readonly (readonly Json[])[];
  readonly invalid_selector?: boolean;
}

/** What became of a case. */
type Outcome =
  | { readonly kind: 'right' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'wrong'; readonly reason: string };

const right: Outcome = { kind: 'right' };

/** Prints how the compliance suite of RFC 9535 comes out, as criteria and as selectors. */
export async function jsonPathSuite(shared: URL): Promise<void> {
  const cases: readonly PathCase[] = JSON.parse(readFileSync(new URL('data/jsonpath-cts.json', shared), 'utf8')).tests;
  for (const [use, judge] of [
    ['criteria', asCriterion],
    ['selectors', asSelector],
  ] as const) {
    const counts = { right: 0, refused: 0, wrong: 0 };
    for (const each of cases) {
      const outcome = await judge(each);
      counts[outcome.kind]++;
      if (outcome.kind !== 'right')
        process.stdout.write(`  ${outcome.kind}: ${each.name}: ${outcome.reason}
`);
    }
    const { right: good, refused, wrong } = counts;
    process.stdout.write(`JSONPath as ${use}: ${good} of ${cases.length} right, ${refused} refused, ${wrong} wrong
`);
  }
}

/** A query as a criterion: the action is taken where it finds a node, and the invalid are refused. */
async function asCriterion({ selector, document, result, results, invalid_selector }: PathCase): Promise<Outcome> {
  const criterion = { context: '$inputs.d', type: 'jsonpath', condition: selector };
  const { machines, diagnostics } = compile({
    name: 'case.json',
    text: text({ onSuccess: [{ name: 'found', type: 'end', criteria: [criterion] }] }, {}),
  });
  const told = diagnostics.find(({ code, severity }) => severity === 'error' || code === 'condition-not-jsonpath');
  if (invalid_selector) return told === undefined ? { kind: 'wrong', reason: 'an invalid query is taken' } : right;
  const [machine] = machines;
  if (told !== undefined || machine === undefined) return { kind: 'refused', reason: told?.message ?? 'no machine' };
  const { output, called } = await run(machine.text, document ?? null);
  const found = called.length === 1;
  const expected = (result ?? results?.[0] ?? []).length > 0;
  const ended = typeof output === 'object';
  return ended && found === expected
    ? right
    : { kind: 'wrong', reason: ended ? `found: ${found}` : JSON.stringify(output) };
}

/** A query as a selector of a step's output: the list of nodes, or the node where the query can find one only. */
async function asSelector({ selector, document, result, results, invalid_selector }: PathCase): Promise<Outcome> {
  const value = { context: '$inputs.d', type: 'jsonpath', selector };
  const { machines, diagnostics } = compile({ name: 'case.json', text: text({}, { r: value }) });
  const told = diagnostics.find(({ severity }) => severity === 'error');
  if (invalid_selector) return told === undefined ? { kind: 'wrong', reason: 'an invalid query is taken' } : right;
  const [machine] = machines;
  if (told !== undefined || machine === undefined) return { kind: 'refused', reason: told?.message ?? 'no machine' };
  const { output: ran } = await run(machine.text, document ?? null);
  const got = typeof ran === 'object' && ran !== null && 'r' in ran ? [ran['r']] : [];
  const wanted = results ?? [result ?? []];
  const ok = wanted.some((nodes) => isDeepStrictEqual(got, nodes) || isDeepStrictEqual(got, [nodes]));
  return ok ? right : { kind: 'wrong', reason: JSON.stringify(ran) };
}

function text(step: object, outputs: object): string {
  const parameters = [{ name: 'InstanceId', in: 'path', value: '2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61' }];
  return connectDocument({
    inputs: { type: 'object', properties: { d: {} } },
    steps: [
      { stepId: 'ask', operationId: 'describeInstance', parameters, ...step },
      { stepId: 'miss', operationId: 'listUsers', parameters },
    ],
    outputs,
  });
}

async function run(
  definition: string,
  d: Json,
): Promise<{ readonly output: Json; readonly called: readonly string[] }> {
  const called: string[] = [];
  const clock = virtualClock(0);
  const services = sdkIntegration(createBackend({ services: [], clock }));
  const { output, status, error, cause } = await runMachine(
    JSON.parse(definition),
    { d },
    {
      services: {
        ...services,
        call: async ({ action }) => {
          called.push(action);
          return {};
        },
      },
      clock,
      seed: 1,
    },
  );
  return { output: status === 'SUCCEEDED' ? (output ?? null) : `${error}: ${cause}`, called };
}
