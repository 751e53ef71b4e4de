import { describe, expect, test } from '@jest/globals';
import { watchHistory } from '../../bin/aws/watchHistory.ts';
import {
  createExecution,
  type MachineDefinition,
  type Progress,
  TaskFailure,
  virtualClock,
} from '../../local/index.ts';

const definition: MachineDefinition = {
  QueryLanguage: 'JSONata',
  StartAt: 'wait',
  States: {
    wait: { Type: 'Wait', Seconds: 30, Next: 'call' },
    call: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:connect:createUser',
      Retry: [{ ErrorEquals: ['Connect.ThrottlingException'], IntervalSeconds: 1 }],
      End: true,
    },
  },
};

/** An execution whose call answers with these errors first, what it told while it ran, and what its history tells. */
async function watched(errors: readonly string[], redrives = 0) {
  const left = [...errors];
  const told: Progress[] = [];
  const execution = createExecution(
    definition,
    {},
    {
      services: {
        async call() {
          const error = left.shift();
          if (error !== undefined) throw new TaskFailure(error, 'because');
          return {};
        },
      },
      clock: virtualClock(0),
      onProgress: (progress) => told.push(progress),
    },
  );
  await execution.run();
  for (let count = 0; count < redrives; count++) await execution.redrive();
  const watch = watchHistory();
  const read = execution.history.flatMap((event) => watch.see(event));
  return { told, read, failedState: watch.failedState };
}

/** What a history tells too: it names calls by service and action, and has no events for what is about to happen. */
const common = (progress: readonly Progress[]) =>
  progress.filter(({ kind }) => kind === 'entered' || kind === 'called' || kind === 'waited');

describe('watchHistory', () => {
  test.each([
    [[]],
    [['Connect.ThrottlingException']],
    [['Connect.ThrottlingException', 'Connect.InvalidRequestException']],
  ])('reads from the history what a local run tells while it runs, where calls answer %j', async (errors) => {
    const { told, read } = await watched(errors);
    expect(read).toEqual(common(told));
  });

  test('knows the state that an execution failed in', async () => {
    expect(await watched(['Connect.InvalidRequestException'])).toMatchObject({ failedState: 'call' });
  });

  test('counts attempts anew after a redrive', async () => {
    const { read } = await watched(['Connect.ThrottlingException', 'Connect.InvalidRequestException'], 1);
    const calls = read.flatMap((progress) => (progress.kind === 'called' ? [progress.attempt] : []));
    expect(calls).toEqual([0, 1, 0]);
  });
});
