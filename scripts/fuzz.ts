/*
 * Three fuzzers, one after the other: broken documents, documents at random that are right, expressions made of random
 * words. Nothing may be thrown, take longer than 2 s of the processor or more than 512 MB; what is compiled twice must
 * come out the same, and each definition stand up to `definitionFault`. What did not is printed, and the exit code is 1.
 *
 *   npm run fuzz -- [--count N] [--seed N]
 *
 * `--count` is how many documents are broken; of expressions there are a tenth as many, of documents at random a
 * hundredth. How far it has come is told every 1,000 documents.
 */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { randomDocument } from '../test/support/randomDocument.ts';
import { connectDocument } from './connectDocument.ts';
import { bases, brokenCopies, type Fuzzed } from './fuzz/bases.ts';
import { documentFault, type Finding } from './fuzz/documentFault.ts';
import { randomFrom } from './mutate.ts';

const SLOWEST_MS = 2000;
const LARGEST_BYTES = 512 * 1024 * 1024;

const { values } = parseArgs({
  options: { count: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
});
const [count, seed] = [Number(values.count), Number(values.seed)];
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed))
  throw new Error('--count is a whole number from 1 on, --seed a whole number');
let failed = 0;

/** What the processor has worked so far. */
function milliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Compiles documents, and tells which of them went wrong, and the most that one took. */
function fuzz(what: string, documents: Iterable<Fuzzed>): void {
  let [tried, machines, slowest, largest] = [0, 0, 0, 0];
  const began = milliseconds();
  const soFar = (): string =>
    `${what}: ${tried} tried, ${machines} machines, ${Math.round((milliseconds() - began) / 1000)} s of the processor, the slowest took ${Math.round(slowest)} ms, ${Math.round(largest / 1024 / 1024)} MB`;
  for (const document of documents) {
    tried += 1;
    const found = attempt(document, tried % 20 === 0, slowest);
    machines += found.machines;
    slowest = Math.max(slowest, found.took);
    const fault = found.fault ?? (found.took > SLOWEST_MS ? `took ${Math.round(found.took)} ms` : undefined);
    if (fault !== undefined) {
      failed += 1;
      console.error(`${what}: ${fault}\n${document.text}\n${JSON.stringify(document.files)}\n`);
    }
    if (tried % 100 === 0) largest = Math.max(largest, process.memoryUsage.rss());
    if (tried % 1000 === 0) console.log(soFar());
  }
  largest = Math.max(largest, process.memoryUsage.rss());
  if (largest > LARGEST_BYTES) failed += 1;
  console.log(`${soFar()}; done`);
}

/**
 * Compiles a document, and says how long that took: by the clock, which is cheaper to ask than the processor, and where
 * it seems to be the slowest by the processor, in a second attempt, since on a busy machine a process waits as well.
 */
function attempt(document: Fuzzed, twice: boolean, slowest: number): Finding & { readonly took: number } {
  const clock = performance.now();
  const found = caught(document, twice);
  const took = performance.now() - clock;
  if (took <= slowest) return { ...found, took };
  const worked = milliseconds();
  caught(document, false);
  return { ...found, took: milliseconds() - worked };
}

function caught(document: Fuzzed, twice: boolean): Finding {
  try {
    return documentFault(document, twice);
  } catch (error) {
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error), machines: 0 };
  }
}

const WORDS =
  '$statusCode $inputs.id $response.body#/User $steps.a. ( ) [ ] { } == != && || ! < > \' " ^(a+)+ 7 null # . .. * ? @ \\ é'.split(
    ' ',
  );

function* expressions(): Generator<Fuzzed> {
  const some = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 });
  for (const words of fc.sample(some, { numRuns: Math.ceil(count / 10), seed })) {
    const step = { successCriteria: [{ condition: words.join(' ') }], outputs: { x: words.join('') } };
    yield {
      text: connectDocument({ steps: [{ stepId: 'a', operationId: 'describeUser', ...step }] }),
      files: {},
    };
  }
}

function* documentsAtRandom(): Generator<Fuzzed> {
  for (const { text } of fc.sample(randomDocument, { numRuns: Math.ceil(count / 100), seed }))
    yield { text, files: {} };
}

fuzz('documents at random', documentsAtRandom());
fuzz('expressions', expressions());
fuzz('broken documents', brokenCopies(bases(), count, randomFrom(seed)));
process.exitCode = failed === 0 ? 0 : 1;
