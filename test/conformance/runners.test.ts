import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readAreas } from '../../conformance/readAreas.ts';
import { runCases } from '../../conformance/runCases.ts';
import { commandRunner, runners } from '../../conformance/runners/index.ts';
import { nodeProgram } from '../../conformance/runners/nodeProgram.ts';
import { workers } from '../../conformance/runners/workers.ts';

const all = readAreas().flatMap((area) => area.cases);
const cases = all.filter(({ area }) => area === 'success').slice(0, 3);

let folder = '';
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'arazzo-conformance-test-')));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function fileOf(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('a runner of anybody', () => {
  const [each] = cases;

  test('is a program that is given the case, and prints how it ended', async () => {
    const program = fileOf(
      'adapter.cjs',
      `const job = JSON.parse(require('fs').readFileSync(0, 'utf8'));
      const text = require('fs').readFileSync(job.document, 'utf8');
      Promise.all([fetch(job.server + '/items'), fetch(job.server + '/orders')]).then(() =>
        console.log(JSON.stringify({ ends: 'succeeded', outputs: { workflow: job.workflowId, read: text.length > 0 } })));`,
    );
    if (each === undefined) throw new Error('the cases are gone');
    const run = await commandRunner(`node '${program}'`).run(each);
    expect(run).toMatchObject({ ends: 'succeeded', outputs: { workflow: 'main', read: true } });
    expect(run.requests.map(({ method }) => method)).toEqual(['GET', 'GET']);
  });

  test('that prints nothing of use is an error of its own', async () => {
    const results = await runCases(commandRunner('echo nothing'), each === undefined ? [] : [each]);
    expect(results).toMatchObject([
      { verdict: { kind: 'error', differences: ['the adapter printed no outcome: nothing\n'] } },
    ]);
  });

  test('may stay, and be given one case after the other, each with a server of its own', async () => {
    const program = fileOf(
      'staying.cjs',
      `let count = 0;
      require('readline').createInterface(process.stdin).on('line', async (line) => {
        const { server } = JSON.parse(line);
        count += 1;
        await fetch(server + '/items');
        console.log(JSON.stringify({ ends: 'succeeded', message: process.pid + ' ' + count }));
      });`,
    );
    const results = await runCases(commandRunner(`node '${program}'`, { stays: true }), cases, { parallel: 1 });
    const messages = results.map(({ message = '' }) => message.split(' '));
    expect(messages.map(([, count]) => count)).toEqual(['1', '2', '3']);
    expect(new Set(messages.map(([pid]) => pid)).size).toBe(1);
  });

  test('that ends without an answer is an error in that case alone', async () => {
    const program = fileOf(
      'ending.cjs',
      `let count = 0;
      require('readline').createInterface(process.stdin).on('line', () => {
        count += 1;
        if (count === 2) {
          console.error('I have had enough');
          process.exit(3);
        }
        console.log(JSON.stringify({ ends: 'succeeded', message: 'the ' + count + '.' }));
      });`,
    );
    const results = await runCases(commandRunner(`node '${program}'`, { stays: true }), cases, { parallel: 1 });
    expect(results.map(({ message }) => message)).toEqual(['the 1.', undefined, 'the 1.']);
    expect(results[1]?.verdict).toEqual({
      kind: 'error',
      differences: ['the program ended with 3 and printed no answer: I have had enough'],
    });
  });
});

test('this project as users have it leads whatever a case calls to its server', async () => {
  const names = ['other-document-parameters', 'source-server-variables', 'source-server-of-operation'];
  const given = all.filter(({ id }) => names.includes(id));
  const runner = runners.find(({ name }) => name === 'arazzo-sfn');
  if (runner === undefined) throw new Error('the runner is gone');
  const results = await runCases(runner, given);
  expect(results.map(({ case: { id }, verdict }) => [id, verdict.kind])).toEqual(names.map((name) => [name, 'pass']));
});

test('a program that doesn’t end with its stdin is ended', async () => {
  const program = fileOf(
    'staying-on.cjs',
    `setInterval(() => undefined, 1000);
    process.stdin.on('data', (line) => process.stdout.write(line));`,
  );
  const { ask, close } = workers(process.execPath, [program], { grace: 10 });
  expect(await ask('anything')).toBe('anything');
  await close();
});

test('a program that doesn’t answer is ended', async () => {
  const program = fileOf('silent.cjs', 'process.stdin.resume();');
  const { ask, close } = workers(process.execPath, [program], { limit: 10 });
  expect(await ask('anything')).toBeUndefined();
  await close();
});

describe('a program of Node that is run again and again', () => {
  const kinds = [
    ['of CommonJS', 'program.cjs', ''],
    [
      'of ES modules',
      'program.mjs',
      "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    ],
  ] as const;

  test.each(kinds)('%s is each time as in a process of its own', async (_, name, head) => {
    const path = fileOf(
      name,
      `${head}
      const { readdirSync } = require('node:fs');
      let runs = 0;
      runs += 1;
      const [, program, how] = process.argv;
      console.log(runs, how, readdirSync('.').length > 0, process.cwd() === ${JSON.stringify(folder)});
      process.stderr.write(Buffer.from('ä'));
      if (how === 'later') setTimeout(() => { console.log('done'); process.exitCode = 4; }, 5);
      if (how === 'last') process.once('beforeExit', () => process.exit(5));
      if (how === 'exit') {
        process.exitCode = 1;
        setInterval(() => undefined, 1000);
        setTimeout(() => { console.log('gone'); process.exit(6); console.log('never'); }, 1);
      }
      if (how === 'crash') setTimeout(() => { throw new TypeError('broken'); }, 1);
      if (how === 'caught') {
        process.once('uncaughtException', ({ message }) => { console.log(message); process.exit(70); });
        throw new Error('seen');
      }`,
    );
    const program = nodeProgram(async () => path);
    const first = { code: 0, stdout: '1 plainly true true\n', stderr: 'ä' };
    expect(await program.run(['plainly'], folder)).toEqual(first);
    expect(await program.run(['later'], folder)).toMatchObject({ code: 4, stdout: '1 later true true\ndone\n' });
    expect(await program.run(['last'], folder)).toMatchObject({ code: 5 });
    expect(await program.run(['plainly'], folder)).toEqual(first);
    expect(await program.run(['exit'], folder)).toMatchObject({ code: 6, stdout: '1 exit true true\ngone\n' });
    expect(await program.run(['plainly'], folder)).toEqual(first);
    expect(await program.run(['crash'], folder)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('TypeError: broken'),
    });
    expect(await program.run(['caught'], folder)).toMatchObject({ code: 70, stdout: '1 caught true true\nseen\n' });
    expect(await program.run(['plainly'], folder)).toEqual(first);
    await program.close();
  });
});
