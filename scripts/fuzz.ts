/*
 * Three fuzzers, one after the other: broken documents, definitions that documents at random become, expressions made of
 * random words. Nothing may be thrown, take longer than 2 s of the processor or more than 512 MB, and each definition must satisfy the
 * schema that asl-validator has. What did not is printed, and the exit code is 1.
 *
 *   npm run fuzz -- [--count N] [--seed N]
 *
 * `--count` is how many documents are broken; of expressions there are a tenth as many, of definitions a hundredth.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import validate from 'asl-validator';
import fc from 'fast-check';
import { compile } from '../compiler/index.ts';
import { packageRoot } from '../compiler/node/index.ts';
import { decodeSource } from '../compiler/source/index.ts';
import { randomDocument } from '../test/support/randomDocument.ts';
import { connectDocument } from './connectDocument.ts';
import { brokenCopy, randomFrom } from './mutate.ts';

const SLOWEST_MS = 2000;
const LARGEST_BYTES = 512 * 1024 * 1024;

const { values } = parseArgs({
  options: { count: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
});
const [count, seed] = [Number(values.count), Number(values.seed)];
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed))
  throw new Error('--count is a whole number from 1 on, --seed a whole number');
const random = randomFrom(seed);
let failed = 0;

/** Does something with texts, and tells which of them it failed with, and the most that it took. */
function fuzz(what: string, texts: Iterable<string>, check: (text: string) => string | undefined): void {
  let [tried, slowest, largest] = [0, 0, 0];
  for (const text of texts) {
    // The processor's time: on a busy machine a process waits as well.
    const start = process.cpuUsage();
    let problem: string | undefined;
    try {
      problem = check(text);
    } catch (error) {
      problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
    const { user, system } = process.cpuUsage(start);
    const took = (user + system) / 1000;
    tried += 1;
    slowest = Math.max(slowest, took);
    largest = Math.max(largest, process.memoryUsage.rss());
    if (took > SLOWEST_MS) problem ??= `took ${Math.round(took)} ms`;
    if (problem === undefined) continue;
    failed += 1;
    console.error(`${what}: ${problem}\n${text}\n`);
  }
  if (largest > LARGEST_BYTES) failed += 1;
  const memory = Math.round(largest / 1024 / 1024);
  console.log(`${what}: ${tried} tried, the slowest took ${Math.round(slowest)} ms, ${memory} MB`);
}

function compiled(text: string): undefined {
  compile({ name: 'fuzz.yml', text });
}

const workflows = join(packageRoot(), 'workflows');
const shipped = readdirSync(workflows)
  .filter((name) => name.endsWith('.yml'))
  .map((name) => readFileSync(join(workflows, name), 'utf8'));

function* brokenDocuments(): Generator<string> {
  for (let index = 0; index < count; index += 1)
    yield decodeSource('fuzz.yml', brokenCopy(shipped[index % shipped.length] ?? '', random)).text;
}

const WORDS =
  '$statusCode $inputs.id $response.body#/User $steps.a. ( ) [ ] { } == != && || ! < > \' " ^(a+)+ 7 null # . .. * ? @ \\ é'.split(
    ' ',
  );

function* expressions(): Generator<string> {
  const some = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 });
  for (const words of fc.sample(some, { numRuns: Math.ceil(count / 10), seed }))
    yield connectDocument({
      steps: [
        {
          stepId: 'a',
          operationId: 'describeUser',
          successCriteria: [{ condition: words.join(' ') }],
          outputs: { x: words.join('') },
        },
      ],
    });
}

fuzz('documents', brokenDocuments(), compiled);
const documents = fc.sample(randomDocument, { numRuns: Math.ceil(count / 100), seed }).map(({ text }) => text);
fuzz('definitions', documents, (text) => {
  const wrong = compile({ name: 'fuzz.yml', text }).machines.map((machine) => validate(JSON.parse(machine.text)));
  return wrong.find(({ isValid }) => !isValid)?.errorsText();
});
fuzz('expressions', expressions(), compiled);
process.exitCode = failed === 0 ? 0 : 1;
