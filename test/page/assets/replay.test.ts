import { describe, expect, test } from '@jest/globals';
import { createReplay } from '../../../page/assets/replay.js';
import { duration } from '../../../page/assets/words.js';
import type { PageEvent } from '../../../page/contract.ts';

const events: readonly PageEvent[] = [
  { id: 1, time: 0, text: 'execution started', marks: [] },
  { id: 2, time: 0, text: 'entered A', visit: 2, state: 'A', marks: [{ visit: 2, status: 'running' }] },
  { id: 3, time: 5, text: 'left A', visit: 2, marks: [{ visit: 2, status: 'ran' }] },
  { id: 4, time: 5, text: 'entered B', visit: 4, state: 'B', from: ['A'], marks: [{ visit: 4, status: 'waiting' }] },
  { id: 5, time: 9, text: 'left B', visit: 4, marks: [{ visit: 4, status: 'caught' }] },
  { id: 6, time: 9, text: 'entered A', visit: 6, state: 'A', from: ['B'], marks: [{ visit: 6, status: 'running' }] },
  { id: 7, time: 9, text: 'execution failed', marks: [{ visit: 6, status: 'failed' }] },
];

function replayOf(all: readonly PageEvent[]) {
  const replay = createReplay();
  replay.add(1, all);
  return replay;
}

describe('a moment of an execution', () => {
  test('knows the states that were reached by then, and no later ones', () => {
    const replay = replayOf(events);
    expect([...replay.at(2).statuses]).toEqual([['A', 'running']]);
    expect([...replay.at(4).statuses]).toEqual([
      ['A', 'ran'],
      ['B', 'waiting'],
    ]);
    expect([...replay.at(7).statuses]).toEqual([
      ['A', 'failed'],
      ['B', 'caught'],
    ]);
  });

  test('knows each stay in a state, and the ways that were gone', () => {
    const { stays, taken, current } = replayOf(events).at(7);
    expect(stays.get('A')?.map(({ id, status }) => [id, status])).toEqual([
      [2, 'ran'],
      [6, 'failed'],
    ]);
    expect(taken).toEqual([
      ['A', 'B'],
      ['B', 'A'],
    ]);
    expect(current).toBe('A');
  });

  test('shows a state that is still under way somewhere as such', () => {
    const other = { visit: 3, state: 'A', marks: [{ visit: 3, status: 'waiting' as const }] };
    const replay = replayOf([
      ...events.slice(0, 2),
      { id: 3, time: 0, text: 'entered A', ...other },
      { id: 4, time: 0, text: 'left A', visit: 2, marks: [{ visit: 2, status: 'ran' }] },
    ]);
    expect(replay.at(4).statuses.get('A')).toBe('waiting');
  });

  test('is nothing before the first event', () => {
    expect(replayOf(events).at(0)).toMatchObject({ position: 0, event: undefined, current: undefined });
  });
});

test('events that come again take the place of those that were there', () => {
  const replay = replayOf(events.slice(0, 4));
  replay.add(3, events.slice(2));
  expect(replay.length).toBe(7);
  replay.add(1, events.slice(0, 2));
  expect(replay.length).toBe(2);
});

test.each([
  [250, '0.25 s'],
  [0, '0 s'],
  [45_000, '45 s'],
  [303_000, '5 min 3 s'],
  [3_600_000, '1 h'],
  [93_600_000, '1 d 2 h'],
])('%d ms are %s', (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});
