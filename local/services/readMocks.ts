import { didYouMean, nearest, type Reporter, type SourceFile } from '../../compiler/diagnostics/index.ts';
import { type Node, nodeAt, type Shape, shape, shapedOrThrow } from '../../compiler/source/index.ts';
import type { Json } from '../interpreter/index.ts';
import type { MockedAttempt, MockedAttempts, Mocks } from './mocks.ts';

const { anything, described, exactlyOneOf, object, optional, record, refined, report, text } = shape;

interface WrittenMocks {
  readonly StateMachines?: { readonly [machine: string]: WrittenMachine };
  readonly MockedResponses?: { readonly [response: string]: WrittenResponse };
}

interface WrittenMachine {
  /** The response of each state, by test case. */
  readonly TestCases?: { readonly [testCase: string]: { readonly [state: string]: string } };
}

type WrittenResponse = { readonly [attempts: string]: WrittenAttempt };

interface WrittenAttempt {
  readonly Return?: Json;
  readonly Throw?: { readonly Error: string; readonly Cause?: string };
}

const attempt: Shape<WrittenAttempt> = exactlyOneOf(
  'an attempt',
  ['Return', 'Throw'],
  object<WrittenAttempt>('an attempt', {
    Return: optional(described("The Task's result.", anything)),
    Throw: optional(
      described(
        'The error with which the Task fails.',
        object<NonNullable<WrittenAttempt['Throw']>>('an error', {
          Error: text(),
          Cause: optional(text({ empty: true })),
        }),
      ),
    ),
  }),
);

const attempts = text({
  pattern: '^[0-9]+(-[0-9]+)?$',
  otherwise: 'is no attempt: a number, or two with a - between them',
});

const machine: Shape<WrittenMachine> = object<WrittenMachine>('a state machine', {
  TestCases: optional(described('The mocked response of each state, by test case.', record(record(text())))),
});

/** A mock configuration, in the form of that of Step Functions Local. */
export const mocksShape: Shape<Mocks> = refined(
  object<WrittenMocks>('a mock configuration', {
    StateMachines: optional(described('State machines by name.', record(machine))),
    MockedResponses: optional(
      described('What happens at each attempt, the first being 0, by response.', record(record(attempt, attempts))),
    ),
  }),
  {},
  (written, node, reporter) => (knownResponses(written, node, reporter) ? mocksOf(written) : undefined),
);

/**
 * Reads a mock configuration (`{StateMachines: {M: {TestCases: {C: {State: Response}}}}, MockedResponses: {Response: {"0":
 * {Return}, "1-2": {Throw: {Error, Cause}}}}}`).
 * @param source the file, or its text
 * @throws FileError where it has another form
 */
export function readMocks(source: string | SourceFile): Mocks {
  return shapedOrThrow(typeof source === 'string' ? { name: 'mocks', text: source } : source, mocksShape);
}

/** Whether every response that a test case names is there; those that aren't are reported. */
function knownResponses(written: WrittenMocks, node: Node, reporter: Reporter): boolean {
  const known = Object.keys(written.MockedResponses ?? {});
  let sound = true;
  for (const [name, { TestCases = {} }] of Object.entries(written.StateMachines ?? {})) {
    for (const [testCase, states] of Object.entries(TestCases)) {
      for (const [state, response] of Object.entries(states)) {
        if (known.includes(response)) continue;
        sound = false;
        const at = nodeAt(node, ['StateMachines', name, 'TestCases', testCase, state]);
        const help = didYouMean(nearest(response, known));
        report(reporter, 'reference-unknown', at, `there is no mocked response \`${response}\``, help);
      }
    }
  }
  return sound;
}

function mocksOf({ StateMachines = {}, MockedResponses = {} }: WrittenMocks): Mocks {
  const machines = Object.entries(StateMachines).map(([name, { TestCases = {} }]) => {
    const cases = Object.entries(TestCases).map(
      ([testCase, states]) => [testCase, new Map(Object.entries(states))] as const,
    );
    return [name, new Map(cases)] as const;
  });
  const responses = Object.entries(MockedResponses).map(
    ([name, response]) => [name, Object.entries(response).map(([key, each]) => attemptsOf(key, each))] as const,
  );
  return { machines: new Map(machines), responses: new Map(responses) };
}

function attemptsOf(key: string, { Return: returned = null, Throw: thrown }: WrittenAttempt): MockedAttempts {
  const [first = key, last = first] = key.split('-');
  const happens: MockedAttempt =
    thrown === undefined
      ? { kind: 'return', value: returned }
      : { kind: 'throw', error: thrown.Error, cause: thrown.Cause ?? '' };
  return { from: Number(first), to: Number(last), happens };
}
