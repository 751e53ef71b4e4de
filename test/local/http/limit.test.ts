import { expect, test } from '@jest/globals';
import { localServices, runMachine, virtualClock } from '../../../local/index.ts';
import { machineOf, workflow } from '../../compiler/http/support.ts';

/** A step that makes something, which nobody repeats by themselves, in a machine whose calls may take 15 minutes. */
const create = machineOf(
  workflow('- { stepId: create, operationId: createPerson, requestBody: { payload: { name: a } } }'),
  undefined,
  { callTimeout: 900 },
);

/** Runs it against a server that takes its time, on a clock that waits for nobody. */
async function run(seconds: number) {
  const clock = virtualClock(0);
  const signals: AbortSignal[] = [];
  const { services } = localServices({
    clock,
    http: {
      exchange: async (_, signal) => {
        signals.push(signal);
        await clock.sleep(seconds * 1000, signal);
        return { status: 201, headers: [], body: Buffer.from('') };
      },
    },
  });
  const { status, error, cause } = await runMachine(
    JSON.parse(create.text),
    { id: 'a', name: 'b' },
    { services, clock },
  );
  return { status, error, cause, requests: signals.map(({ aborted }) => aborted), at: clock.now() / 1000 };
}

test('a request may take 60 seconds, whatever the timeout of its Task is', async () => {
  expect(await run(59)).toMatchObject({ status: 'SUCCEEDED', requests: [false], at: 59 });
  expect(await run(61)).toMatchObject({
    status: 'FAILED',
    error: 'States.Http.Socket',
    cause: 'no answer within 60 seconds',
    requests: [true],
    at: 60,
  });
});
