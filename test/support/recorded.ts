import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@jest/globals';
import type { Json } from '../../local/index.ts';

/** An execution or an answer that was recorded on AWS in September 2026. */
export interface Recording {
  readonly id: string;
  readonly kind: string;
  readonly [member: string]: Json;
}

const file = join(__dirname, '..', '..', '..', 'shared', 'data', 'aws-recorded-2026-09.jsonl');
const recordings: readonly Recording[] | undefined = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : undefined;

/** Whether the recordings lie beside the project. */
export const areThere = recordings !== undefined;

/**
 * A test for each recording of a kind, by its id. They lie beside the project; where they don't, a skipped test says so.
 * @param filter which of them
 */
export function testRecorded(
  kind: string,
  run: (recording: Recording) => Promise<void>,
  filter: (recording: Recording) => boolean = () => true,
): void {
  if (recordings === undefined) {
    test.skip(`what was recorded on AWS of the kind ${kind} (needs ../shared)`, () => {});
    return;
  }
  const cases = recordings.filter((recording) => recording.kind === kind && filter(recording));
  test.each(cases.map((recording) => [recording.id, recording] as const))('%s', (_, recording) => run(recording));
}
