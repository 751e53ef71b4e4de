import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  type Json,
  type MachineDefinition,
  runMachine,
  type Services,
  TaskFailure,
  virtualClock,
} from '../../../local/index.ts';

/** An execution that was recorded on AWS. `taskResults` is what its Tasks gave, one after another. */
interface Recorded {
  readonly id: string;
  readonly definition: MachineDefinition;
  readonly input: Json;
  readonly taskResults: readonly ({ readonly output: Json } | { readonly error: string; readonly cause: Json })[];
  readonly expect: {
    readonly status: string;
    readonly states: readonly string[];
    readonly output: Json;
    readonly error: string | null;
    readonly cause: Json;
    readonly exits: readonly { readonly name: string; readonly output: Json }[];
  };
}

const file = new URL('../../../../shared/data/asl-cases.jsonl', import.meta.url);
const recorded: readonly Recorded[] = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : [];

/** States that are really JSONPath can't run here. */
const refused = ['[BASE_EXPR]', '[TASK_LAMBDA_SDK_RESOURCE_JSONPATH_TO_JSONATA]'];
/** The recorder put placeholders in the place of ids and dates. */
const holdsPlaceholder = (value: Json): boolean => /<[a-z][\w:-]*>|lambda_function_name/i.test(JSON.stringify(value));
const text = (value: Json): Json => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value);

function replay({ taskResults }: Recorded): Services {
  const left = [...taskResults];
  return {
    async call() {
      const result = left.shift();
      if (result === undefined) throw new Error('more calls than were recorded');
      if ('error' in result) throw new TaskFailure(result.error, String(text(result.cause)));
      return result.output;
    },
  };
}

describe('executions that were recorded on AWS run the same way', () => {
  if (recorded.length === 0) test.skip('(needs ../shared)', () => {});
  for (const recording of recorded.filter(({ id }) => !refused.some((name) => id.endsWith(name)))) {
    test(recording.id, async () => {
      const want = recording.expect;
      const got = await runMachine(recording.definition, recording.input, {
        services: replay(recording),
        clock: virtualClock(0),
      });
      expect([got.status, got.error ?? null, got.cause ?? null]).toEqual([want.status, want.error, text(want.cause)]);
      const exits = got.history.flatMap(({ stateExitedEventDetails: exit }) =>
        exit === undefined ? [] : [{ name: exit.name, output: JSON.parse(exit.output) }],
      );
      const entered = got.history.flatMap(({ stateEnteredEventDetails: entry }) => entry?.name ?? []);
      expect([...entered].sort()).toEqual([...want.states].sort());
      expect(exits.map(({ name }) => name)).toEqual(want.exits.map(({ name }) => name));
      for (const [at, exit] of want.exits.entries()) {
        if (!holdsPlaceholder(exit.output)) expect(exits[at]?.output).toEqual(exit.output);
      }
    });
  }
});
