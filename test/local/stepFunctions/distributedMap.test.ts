import { describe, expect, test } from '@jest/globals';
import { createCloud, type Json, type JsonObject, uuid, virtualClock } from '../../../local/index.ts';
import { until } from '../../support/until.ts';

const bucket = 'hires';
const roleArn = 'arn:aws:iam::123456789012:role/test';
const states = 'arn:aws:states:us-east-1:123456789012';

/** The state Each of a machine, with what is the same in most tests. */
function distributed(fields: JsonObject, processor: JsonObject = echo): JsonObject {
  return {
    QueryLanguage: 'JSONata',
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        Label: 'Each',
        MaxConcurrency: 1,
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...processor },
        End: true,
        ...fields,
      },
    },
  };
}

const echo: JsonObject = { StartAt: 'Echo', States: { Echo: { Type: 'Pass', End: true } } };

/** What the recordings have: waits, and fails where the item says so. */
const decide: JsonObject = {
  StartAt: 'WaitBeforeDecision',
  States: {
    WaitBeforeDecision: { Type: 'Wait', Seconds: '{% $states.input.wait %}', Next: 'Decide' },
    Decide: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.fail %}', Next: 'FailItem' }],
      Default: 'Done',
    },
    FailItem: { Type: 'Fail', Error: 'OwnedItemFailure', Cause: 'on purpose' },
    Done: { Type: 'Pass', End: true },
  },
};

/** Selects what a child can know of its item. */
const itemSelector = {
  index: '{% $states.context.Map.Item.Index %}',
  value: '{% $states.context.Map.Item.Value %}',
  source: '{% $states.context.Map.Item.Source %}',
};

async function cloudWith(objects: Readonly<Record<string, string>> = {}) {
  const cloud = createCloud({ clock: virtualClock(Date.UTC(2026, 0, 1)) });
  await cloud.call('s3', 'CreateBucket', { Bucket: bucket });
  for (const [key, text] of Object.entries(objects)) {
    await cloud.call('s3', 'PutObject', { Bucket: bucket, Key: key, Body: text });
  }
  const sfn = (operation: string, request: JsonObject) => cloud.call('sfn', operation, request);
  const described = async (executionArn: string): Promise<JsonObject> => {
    for (;;) {
      const found = await sfn('DescribeExecution', { executionArn });
      if (found['status'] !== 'RUNNING') return found;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  const start = async (definition: JsonObject, input: Json = {}): Promise<string> => {
    await sfn('CreateStateMachine', { name: 'batch', definition: JSON.stringify(definition), roleArn });
    const stateMachineArn = `${states}:stateMachine:batch`;
    const request = { stateMachineArn, input: JSON.stringify(input), name: uuid(Math.random) };
    return String((await sfn('StartExecution', request))['executionArn']);
  };
  return {
    cloud,
    sfn,
    described,
    start,
    read: async (key: string): Promise<Json> =>
      JSON.parse(String((await cloud.call('s3', 'GetObject', { Bucket: bucket, Key: key }))['Body'])),
    keys: async (prefix: string): Promise<readonly string[]> => {
      const { Contents: contents } = await cloud.call('s3', 'ListObjectsV2', { Bucket: bucket, Prefix: prefix });
      return (contents as readonly { Key: string }[]).map(({ Key: key }) => key);
    },
    /** Runs a machine to its end. */
    async run(definition: JsonObject, input: Json = {}): Promise<JsonObject & { executionArn: string; output: Json }> {
      const executionArn = await start(definition, input);
      const end = await described(executionArn);
      const output: Json = end['output'] === undefined ? null : JSON.parse(String(end['output']));
      return { ...end, executionArn, output };
    },
    async mapRun(executionArn: string) {
      const { mapRuns } = await sfn('ListMapRuns', { executionArn });
      const [found] = mapRuns as readonly { mapRunArn: string }[];
      return sfn('DescribeMapRun', { mapRunArn: found?.mapRunArn ?? '' });
    },
    events: (executionArn: string) =>
      (cloud.history(executionArn) ?? []).map(({ type, id, previousEventId }) => [type, id, previousEventId]),
  };
}

const reader = (key: string, config: JsonObject): JsonObject => ({
  Resource: 'arn:aws:states:::s3:getObject',
  ReaderConfig: config,
  Arguments: { Bucket: bucket, Key: key },
});

describe('where the items are from', () => {
  const csv =
    'id|text|blank\r\n1|"one|pipe"|\r\n2|"two ""quoted"""|x\r\n3|"three\nnewline"|y\r\n4|four|\r\n5|excluded|z\r\n';

  test('CSV: every value is a text, and an empty cell an empty one, in batches', async () => {
    const { run } = await cloudWith({ 'in/data.csv': csv });
    const { status, output }: JsonObject = await run(
      distributed({
        ItemReader: reader('in/data.csv', {
          InputType: 'CSV',
          CSVHeaderLocation: 'FIRST_ROW',
          CSVDelimiter: 'PIPE',
          MaxItems: 4,
        }),
        ItemSelector: itemSelector,
        ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { tag: '{% $states.input.tag %}' } },
      }),
      { tag: 'csv-batch' },
    );
    const item = (index: number, value: JsonObject) => ({ index, value, source: 's3://hires/in/data.csv' });
    expect(status).toBe('SUCCEEDED');
    expect(output).toEqual([
      {
        BatchInput: { tag: 'csv-batch' },
        Items: [
          item(0, { blank: '', id: '1', text: 'one|pipe' }),
          item(1, { blank: 'x', id: '2', text: 'two "quoted"' }),
        ],
      },
      {
        BatchInput: { tag: 'csv-batch' },
        Items: [
          item(2, { blank: 'y', id: '3', text: 'three\nnewline' }),
          item(3, { blank: '', id: '4', text: 'four' }),
        ],
      },
    ]);
    expect(Object.keys((output as [{ Items: [{ value: JsonObject }] }])[0].Items[0].value)).toEqual([
      'blank',
      'id',
      'text',
    ]);
  });

  test('CSV whose headers are given has items in its first row, too', async () => {
    const { run } = await cloudWith({ 'a.csv': '\ufeff1;2\n3;4' });
    const config = { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a', 'b'], CSVDelimiter: 'SEMICOLON' };
    const { output } = await run(distributed({ ItemReader: reader('a.csv', config) }));
    expect(output).toEqual([
      { a: '1', b: '2' },
      { a: '3', b: '4' },
    ]);
  });

  test.each<[name: string, text: string, config: JsonObject, items: readonly Json[]]>([
    ['JSON', '[{"n":1},{"n":2}]', { InputType: 'JSON' }, [{ n: 1 }, { n: 2 }]],
    [
      'JSON at a pointer',
      '{"a/b":{"items":[1,2,3]}}',
      { InputType: 'JSON', ItemsPointer: '/a~1b/items', MaxItems: 2 },
      [1, 2],
    ],
    ['JSON Lines', '{"n":1}\n\n{"n":2}\n', { InputType: 'JSONL' }, [{ n: 1 }, { n: 2 }]],
    ['an expression for how many', '[1,2,3]', { InputType: 'JSON', MaxItems: '{% $states.input.most %}' }, [1]],
  ])('%s', async (_, text, config, items) => {
    const { run } = await cloudWith({ file: text });
    const { output } = await run(distributed({ ItemReader: reader('file', config) }), { most: 1 });
    expect(output).toEqual(items);
  });

  test('a listing, and the files that it names', async () => {
    const { run } = await cloudWith({ 'flat/data.jsonl': '{"n":10}\n{"n":11}\n{"n":12}\n' });
    const listing: JsonObject = {
      Resource: 'arn:aws:states:::s3:listObjectsV2',
      Arguments: { Bucket: bucket, Prefix: 'flat/' },
    };
    const listed = await run(distributed({ ItemReader: listing, ItemSelector: itemSelector }));
    expect(listed.output).toEqual([
      {
        index: 0,
        source: 's3://hires',
        value: {
          Etag: '"ccc798cbcfe6205d17e0d1bc74bbca91"',
          Key: 'flat/data.jsonl',
          LastModified: Date.UTC(2026, 0, 1) / 1000,
          Size: 27,
          StorageClass: 'STANDARD',
        },
      },
    ]);
    const config = { InputType: 'JSONL', Transformation: 'LOAD_AND_FLATTEN', MaxItems: 2 };
    const other = await cloudWith({ 'flat/data.jsonl': '{"n":10}\n{"n":11}\n{"n":12}\n' });
    const loaded = await other.run(
      distributed({ ItemReader: { ...listing, ReaderConfig: config }, ItemSelector: itemSelector }),
    );
    expect(loaded.output).toEqual(
      [10, 11].map((n, index) => ({ index, value: { n }, source: 's3://hires/flat/data.jsonl' })),
    );
  });

  test.each([
    ['nowhere.csv', 'The specified key does not exist.'],
    ['broken', 'Attempting to parse an invalid JSON file.'],
    ['no list', 'Attempting to map over non-iterable node.'],
  ])('what can’t be read fails the state: %s', async (key, cause) => {
    const { run, events } = await cloudWith({ broken: '[1,', 'no list': '1' });
    const end = await run(distributed({ ItemReader: reader(key, { InputType: 'JSON' }) }));
    expect(end).toMatchObject({
      status: 'FAILED',
      error: 'States.ItemReaderFailed',
      cause: expect.stringContaining(cause),
    });
    expect(
      events(end.executionArn)
        .slice(-3)
        .map(([type]) => type),
    ).toEqual(['MapRunFailed', 'MapStateFailed', 'ExecutionFailed']);
  });

  test('items of the input have no more of the parent than what is selected', async () => {
    const definition = distributed(
      { Items: '{% $states.input.items %}' },
      { StartAt: 'Look', States: { Look: { Type: 'Pass', Output: '{% $states.context %}', End: true } } },
    );
    const { run } = await cloudWith();
    const { output } = await run(definition, { items: [7] });
    const [context] = output as [JsonObject];
    expect(context).toMatchObject({
      Execution: { Id: expect.stringMatching(/:execution:batch\/Each:[0-9a-f-]{36}$/), Input: 7 },
      StateMachine: { Id: `${states}:stateMachine:batch/Each`, Name: 'batch' },
    });
    expect(context['Map']).toBeUndefined();
  });
});

describe('what it comes to', () => {
  const writer = (config: JsonObject): JsonObject => ({
    Resource: 'arn:aws:states:::s3:putObject',
    Arguments: { Bucket: bucket, Prefix: 'out' },
    WriterConfig: config,
  });
  const items = (...all: readonly (readonly [wait: number, fail: boolean])[]) => ({
    items: all.map(([wait, fail], n) => ({ n, wait, fail })),
  });

  test('more failures than tolerated: what ran is told, what didn’t is pending', async () => {
    const { run, events, mapRun, keys } = await cloudWith();
    const definition = distributed(
      { Items: '{% $states.input.items %}', ResultWriter: writer({ Transformation: 'NONE', OutputType: 'JSON' }) },
      decide,
    );
    const end = await run(definition, items([0, false], [25, true], [0, false], [0, false]));
    expect(end).toMatchObject({
      status: 'FAILED',
      error: 'States.ExceedToleratedFailureThreshold',
      cause: 'The specified tolerated failure threshold was exceeded',
      redriveStatus: 'REDRIVABLE',
    });
    expect(events(end.executionArn)).toEqual([
      ['ExecutionStarted', 1, 0],
      ['MapStateEntered', 2, 0],
      ['MapStateStarted', 3, 2],
      ['MapRunStarted', 4, 3],
      ['MapRunFailed', 5, 4],
      ['MapStateFailed', 6, 5],
      ['ExecutionFailed', 7, 6],
    ]);
    const described = await mapRun(end.executionArn);
    expect(described).toMatchObject({
      status: 'FAILED',
      itemCounts: {
        pending: 2,
        running: 0,
        succeeded: 1,
        failed: 1,
        timedOut: 0,
        aborted: 0,
        total: 4,
        resultsWritten: 4,
      },
    });
    const id = String(described['mapRunArn']).split(':').at(-1);
    expect(await keys('out/')).toEqual(
      ['FAILED_0.json', 'PENDING_0.json', 'SUCCEEDED_0.json', 'manifest.json'].map((name) => `out/${id}/${name}`),
    );
  });

  test('failures within what is tolerated', async () => {
    const { run, read, mapRun } = await cloudWith();
    const definition = distributed(
      {
        Items: '{% $states.input.items %}',
        MaxConcurrency: 2,
        ToleratedFailureCount: 1,
        ResultWriter: writer({ Transformation: 'NONE', OutputType: 'JSON' }),
      },
      decide,
    );
    const end = await run(definition, items([4, true], [4, false], [4, false]));
    const { mapRunArn } = await mapRun(end.executionArn);
    const id = String(mapRunArn).split(':').at(-1);
    expect(end).toMatchObject({
      status: 'SUCCEEDED',
      output: { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket: bucket, Key: `out/${id}/manifest.json` } },
    });
    const manifest = (await read(`out/${id}/manifest.json`)) as JsonObject;
    expect(manifest).toMatchObject({
      DestinationBucket: bucket,
      MapRunArn: mapRunArn,
      ResultFiles: {
        FAILED: [{ Key: `out/${id}/FAILED_0.json`, Size: expect.any(Number) }],
        PENDING: [],
        SUCCEEDED: [{ Key: `out/${id}/SUCCEEDED_0.json`, Size: expect.any(Number) }],
      },
    });
    const [failed] = (await read(`out/${id}/FAILED_0.json`)) as [JsonObject];
    expect(failed).toMatchObject({
      Status: 'FAILED',
      Error: 'OwnedItemFailure',
      Cause: 'on purpose',
      Input: '{"n":0,"wait":4,"fail":true}',
      RedriveStatus: 'REDRIVABLE_BY_MAP_RUN',
      StateMachineArn: `${states}:stateMachine:batch/Each`,
    });
  });

  test.each<[transformation: string, output: string, Json]>([
    [
      'COMPACT',
      'JSON',
      [
        [10, 1],
        [20, 1],
      ],
    ],
    ['FLATTEN', 'JSON', [10, 1, 20, 1]],
  ])('results as %s', async (transformation, type, expected) => {
    const { run, read } = await cloudWith();
    const pair = { StartAt: 'Pair', States: { Pair: { Type: 'Pass', Output: '{% [$states.input, 1] %}', End: true } } };
    const { output } = await run(
      distributed(
        { Items: [10, 20], ResultWriter: writer({ Transformation: transformation, OutputType: type }) },
        pair,
      ),
    );
    const { ResultWriterDetails: details } = output as { ResultWriterDetails: { Key: string } };
    expect(await read(details.Key.replace('manifest', 'SUCCEEDED_0'))).toEqual(expected);
  });

  test('a share of failures is tolerated', async () => {
    const definition = distributed({ Items: '{% $states.input.items %}', ToleratedFailurePercentage: 50 }, decide);
    const half = await (await cloudWith()).run(definition, items([0, true], [0, false]));
    expect(half['status']).toBe('SUCCEEDED');
    const more = await (await cloudWith()).run(definition, items([0, true], [0, true], [0, false]));
    expect(more['error']).toBe('States.ExceedToleratedFailureThreshold');
  });
});

describe('child executions', () => {
  test('are executions of their own, and not of the machine', async () => {
    const { run, sfn, mapRun, events } = await cloudWith();
    const end = await run(distributed({ Items: [1, 2] }));
    const { mapRunArn } = await mapRun(end.executionArn);
    const { executions } = await sfn('ListExecutions', { mapRunArn: String(mapRunArn) });
    const children = executions as readonly { executionArn: string; itemCount: number; stateMachineArn: string }[];
    expect(children).toHaveLength(2);
    expect(children[0]).toMatchObject({
      itemCount: 1,
      status: 'SUCCEEDED',
      stateMachineArn: `${states}:stateMachine:batch/Each`,
    });
    const executionArn = children[0]?.executionArn ?? '';
    expect(await sfn('DescribeExecution', { executionArn })).toMatchObject({ input: '2', output: '2', mapRunArn });
    expect(await sfn('DescribeStateMachineForExecution', { executionArn })).toMatchObject({
      label: 'Each',
      mapRunArn,
      stateMachineArn: `${states}:stateMachine:batch/Each`,
    });
    expect(events(executionArn).map(([type]) => type)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
    const ofMachine = await sfn('ListExecutions', { stateMachineArn: `${states}:stateMachine:batch` });
    expect(ofMachine['executions']).toHaveLength(1);
    await expect(sfn('RedriveExecution', { executionArn })).rejects.toThrow(
      'Labeled Execution ARNs are not supported for this API',
    );
  });

  test('run so many at once as the map run says by now', async () => {
    const { start, sfn, mapRun, described, cloud } = await cloudWith();
    const release = cloud.backend.clock.hold();
    const executionArn = await start(
      distributed({ Items: '{% [1..8].{ "wait": 10, "fail": false } %}', MaxConcurrency: 1 }, decide),
    );
    await until(
      () => sfn('ListMapRuns', { executionArn }),
      ({ mapRuns }) => String(mapRuns) !== '',
    );
    const running = ({ itemCounts: counts }: JsonObject): Json => (counts as JsonObject)['running'] ?? null;
    const { mapRunArn } = await until(
      () => mapRun(executionArn),
      (described) => running(described) === 1,
    );
    await sfn('UpdateMapRun', { mapRunArn: String(mapRunArn), maxConcurrency: 8 });
    expect(running(await mapRun(executionArn))).toBe(8);
    release();
    expect(await described(executionArn)).toMatchObject({ status: 'SUCCEEDED' });
    // All eight wait side by side: the ten seconds of one.
    expect(cloud.backend.clock.now() - Date.UTC(2026, 0, 1)).toBe(10_000);
  });

  test('of type EXPRESS have ARNs of their own kind', async () => {
    const express = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
      StartAt: 'Look',
      States: { Look: { Type: 'Pass', Output: '{% $states.context.Execution.Id %}', End: true } },
    };
    const { output } = await (await cloudWith()).run(distributed({ Items: [1] }, express));
    expect((output as [string])[0]).toMatch(/:express:batch\/Each:[0-9a-f-]{36}:[0-9a-f-]{36}$/);
  });

  test('are ended with the execution that started them', async () => {
    const { start, sfn, mapRun, described } = await cloudWith();
    const forever = {
      StartAt: 'W',
      States: {
        W: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
          Arguments: { QueueUrl: 'q', MessageBody: '{% $states.context.Task.Token %}' },
          End: true,
        },
      },
    };
    const executionArn = await start(distributed({ Items: [1, 2] }, forever));
    await until(
      () => sfn('ListMapRuns', { executionArn }),
      ({ mapRuns }) => String(mapRuns) !== '',
    );
    await sfn('StopExecution', { executionArn });
    expect(await described(executionArn)).toMatchObject({ status: 'ABORTED' });
    const { mapRunArn } = await until(
      () => mapRun(executionArn),
      ({ status }) => status === 'ABORTED',
    );
    const { executions } = await sfn('ListExecutions', { mapRunArn: String(mapRunArn) });
    expect(executions).toMatchObject([{ status: 'ABORTED' }]);
  });
});

describe('a redrive', () => {
  const writer = {
    Resource: 'arn:aws:states:::s3:putObject',
    Arguments: { Bucket: bucket, Prefix: 'out' },
    WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSON' },
  };
  /** Reads the object of the item: it isn't there at first. */
  const get = {
    StartAt: 'Get',
    States: {
      Get: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:s3:getObject',
        Arguments: { Bucket: bucket, Key: '{% $states.input %}' },
        Output: '{% $states.result.Body %}',
        End: true,
      },
    },
  };

  test('goes on with what failed and what was pending, and keeps what succeeded', async () => {
    const { run, cloud, sfn, described, events, mapRun, read } = await cloudWith({ a: 'A', c: 'C' });
    const end = await run(distributed({ Items: ['a', 'b', 'c'], ResultWriter: writer }, get));
    expect(end['error']).toBe('States.ExceedToleratedFailureThreshold');
    await cloud.call('s3', 'PutObject', { Bucket: bucket, Key: 'b', Body: 'B' });
    const { executionArn } = end;
    await sfn('RedriveExecution', { executionArn });
    const after = await described(executionArn);
    expect(after).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
    const { mapRunArn, ...counts } = await mapRun(executionArn);
    expect(counts).toMatchObject({ redriveCount: 1, itemCounts: { succeeded: 3, failed: 0, pending: 0, total: 3 } });
    const id = String(mapRunArn).split(':').at(-1);
    expect(await read(`out/${id}/Redrive-1/SUCCEEDED_0.json`)).toEqual(['A', 'B', 'C']);
    expect(await read(`out/${id}/SUCCEEDED_0.json`)).toEqual(['A']);
    expect(events(executionArn).slice(6)).toEqual([
      ['ExecutionFailed', 7, 6],
      ['ExecutionRedriven', 8, 7],
      ['MapRunRedriven', 9, 2],
      ['MapRunSucceeded', 10, 9],
      ['MapStateSucceeded', 11, 10],
      ['MapStateExited', 12, 10],
      ['ExecutionSucceeded', 13, 12],
    ]);
    const { executions } = await sfn('ListExecutions', { mapRunArn: String(mapRunArn), redriveFilter: 'REDRIVEN' });
    expect(executions).toMatchObject([{ redriveCount: 1, status: 'SUCCEEDED' }]);
  });
});

describe('the role', () => {
  const allow = (...actions: readonly string[]) => ({
    effect: 'Allow' as const,
    actions,
    resources: ['*'],
    allBut: { actions: false, resources: false },
    conditions: {},
  });

  test('has to be allowed to start child executions, and to read the file', async () => {
    const { run, cloud } = await cloudWith({ file: '[1]' });
    cloud.enforce(roleArn, [allow('s3:GetObject')]);
    const definition = distributed({ ItemReader: reader('file', { InputType: 'JSON' }) });
    const end = await run(definition);
    expect(end).toMatchObject({
      status: 'FAILED',
      cause: expect.stringContaining(`states:StartExecution on resource: ${states}:stateMachine:batch`),
    });
    const other = await cloudWith({ file: '[1]' });
    other.cloud.enforce(roleArn, [allow('states:StartExecution')]);
    expect(await other.run(definition)).toMatchObject({
      error: 'States.ItemReaderFailed',
      cause: expect.stringContaining('s3:GetObject'),
    });
    const third = await cloudWith({ file: '[1]' });
    third.cloud.enforce(roleArn, [allow('states:StartExecution', 's3:GetObject')]);
    expect(await third.run(definition)).toMatchObject({ status: 'SUCCEEDED' });
  });
});
