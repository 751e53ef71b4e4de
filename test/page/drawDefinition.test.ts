import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../local/index.ts';
import { drawDefinition } from '../../page/drawDefinition.ts';
import { layoutDrawing } from '../../view/index.ts';

const definition: JsonObject = {
  StartAt: 'Look',
  States: {
    Look: {
      Type: 'Task',
      Comment: 'Looks for the queue.',
      Resource: 'arn:aws:states:::aws-sdk:sqs:getQueueUrl',
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'No' }],
      Next: 'Found?',
    },
    'Found?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $exists($states.input.QueueUrl) %}', Next: 'Each' }],
      Default: 'No',
    },
    Each: {
      Type: 'Map',
      ItemProcessor: {
        StartAt: 'Both',
        States: {
          Both: {
            Type: 'Parallel',
            Branches: [
              {
                StartAt: 'Call',
                States: {
                  Call: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:notify', End: true },
                },
              },
              { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 5, End: true } } },
            ],
            End: true,
          },
        },
      },
      Next: 'Yes',
    },
    Yes: { Type: 'Succeed' },
    No: { Type: 'Fail', Error: 'Example.No' },
  },
};

describe('a machine of which no document is known', () => {
  const { nodes, edges, groups } = drawDefinition('example', definition);
  const named = new Map(nodes.map(({ id, state }) => [id, state] as const));

  test('is drawn with all states, also those inside of others', () => {
    expect(nodes.map(({ state, kind, subtitle }) => [state, kind, subtitle])).toEqual([
      ['Look', 'call', 'sqs:getQueueUrl'],
      ['Found?', 'inputs', undefined],
      ['Each', 'start', undefined],
      ['Both', 'start', undefined],
      ['Call', 'call', 'lambda: notify'],
      ['Rest', 'wait', undefined],
      ['Yes', 'success', undefined],
      ['No', 'failure', undefined],
    ]);
    expect(nodes[0]?.about).toBe('Looks for the queue.');
  });

  test('has an arrow for each way on, and those of success marked', () => {
    expect(edges.map(({ from, to, kind, label, main }) => [named.get(from), named.get(to), kind, label, main])).toEqual(
      [
        ['Look', 'Found?', 'next', [], true],
        ['Look', 'No', 'caught', ['after States.Timeout'], false],
        ['Found?', 'Each', 'rule', ['$exists($states.input.QueueUrl)'], true],
        ['Found?', 'No', 'otherwise', ['else'], false],
        ['Each', 'Both', 'next', [], true],
        ['Both', 'Call', 'next', [], true],
        ['Both', 'Rest', 'next', [], false],
        ['Call', 'Yes', 'next', [], true],
        ['Rest', 'Yes', 'next', [], false],
      ],
    );
  });

  test('groups branches and processors, one inside of the other', () => {
    expect(groups).toEqual([
      { id: 'gn3', title: 'for each item' },
      { id: 'gn4', title: 'side by side', parent: 'gn3' },
    ]);
    expect(nodes.map(({ state, group }) => [state, group]).filter(([, group]) => group !== undefined)).toEqual([
      ['Each', 'gn3'],
      ['Both', 'gn4'],
      ['Call', 'gn4'],
      ['Rest', 'gn4'],
    ]);
  });

  test('can be laid out', async () => {
    const layout = await layoutDrawing(drawDefinition('example', definition));
    expect(layout.nodes).toHaveLength(8);
  });

  test('leaves out an arrow to a state that is not there', () => {
    const broken = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } };
    expect(drawDefinition('broken', broken).edges).toEqual([]);
  });
});
