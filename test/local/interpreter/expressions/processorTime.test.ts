import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { afterProcessorTime, processorTime } from '../../../../local/interpreter/expressions/processorTime.ts';

describe('a limit of processor time', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('is reached by work, and not by waiting for a busy processor', () => {
    let worked = 300;
    let reached = false;
    afterProcessorTime(
      5000,
      () => {
        reached = true;
      },
      () => worked,
    );
    worked += 1000;
    jest.advanceTimersByTime(20_000);
    expect(reached).toBe(false);
    worked += 4000;
    jest.advanceTimersByTime(5000);
    expect(reached).toBe(true);
  });

  test('is not reached sooner where several threads work at once', () => {
    let worked = 0;
    let reached = false;
    afterProcessorTime(
      5000,
      () => {
        reached = true;
      },
      () => worked,
    );
    worked += 9000;
    jest.advanceTimersByTime(4999);
    expect(reached).toBe(false);
    jest.advanceTimersByTime(1);
    expect(reached).toBe(true);
  });

  test('is forgotten where the work is done', () => {
    const forget = afterProcessorTime(
      5000,
      () => expect(true).toBe(false),
      () => 9000,
    );
    forget();
    jest.advanceTimersByTime(20_000);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('counts what this process has worked', () => {
    const before = processorTime();
    while (processorTime() === before) JSON.stringify({ before });
    expect(processorTime()).toBeGreaterThan(before);
  });
});
