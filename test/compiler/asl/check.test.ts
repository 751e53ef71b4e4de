import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkDefinition } from '../../../compiler/asl/check.ts';
import { shippedModels } from '../../../compiler/node/index.ts';
import { aslProblems } from '../../support/aslProblems.ts';
import { definitionOf, describeUser, done, machineOf, shown } from './checkSupport.ts';

/** A machine with every state and nearly every field that the compiler writes. */
const onboarding = {
  QueryLanguage: 'JSONata',
  Comment: 'Look a user up and say where they work',
  StartAt: 'Check inputs',
  TimeoutSeconds: 86_400,
  States: {
    'Check inputs': {
      Type: 'Choice',
      Choices: [
        {
          Comment: 'the inputs are as they should be',
          Condition:
            "{% ( $input := $states.input; $type($input) = 'object' and $count(['id'][$not($exists($lookup($input, $)))]) = 0 ) %}",
          Assign: { inputs: "{% $sift($states.input, function($v, $k) { $not($k in ['secret']) }) %}" },
          Output: {},
          Next: 'look',
        },
      ],
      Default: 'rejected',
      Output: {},
    },
    rejected: { Type: 'Fail', Error: 'Arazzo.InputsRejected', Cause: "{% 'not ' & $type($states.input) %}" },
    look: {
      ...describeUser,
      End: undefined,
      Arguments: "{% $merge([{'InstanceId': $inputs.instance}, {'UserId': $inputs.id}]) %}",
      TimeoutSeconds: 60,
      HeartbeatSeconds: 30,
      Retry: [
        {
          ErrorEquals: ['Connect.ThrottlingException'],
          IntervalSeconds: 1,
          MaxAttempts: 20,
          BackoffRate: 2,
          MaxDelaySeconds: 60,
          JitterStrategy: 'FULL',
        },
      ],
      Catch: [
        {
          ErrorEquals: ['Connect.ResourceNotFoundException'],
          Assign: { failure: '{% $states.errorOutput %}' },
          Output: {},
          Next: 'wait',
        },
      ],
      Assign: { look: "{% {'arn': $states.result.User.Arn} %}", tries: 0 },
      Output: {},
      Next: 'say',
    },
    wait: { Type: 'Wait', Seconds: 5, Assign: { tries: '{% $exists($tries) ? $tries + 1 : 1 %}' }, Next: 'again?' },
    'again?': { Type: 'Choice', Choices: [{ Condition: '{% $tries < 3 %}', Next: 'look' }], Default: 'gone' },
    gone: { Type: 'Fail', Error: '{% $failure.Error %}', Cause: '{% $failure.Cause %}' },
    say: { Type: 'Pass', Assign: { said: "{% $look.arn & '!' %}" }, Output: { arn: '{% $look.arn %}' }, Next: 'done' },
    done: { Type: 'Succeed', Output: '{% {"said": $said} %}' },
  },
} as const;

describe('checkDefinition', () => {
  test('finds nothing in a machine as it should be, and an independent validator agrees', () => {
    expect(checkDefinition(definitionOf(onboarding), shippedModels)).toEqual([]);
    expect(aslProblems(JSON.stringify(onboarding))).toBe('');
  });

  test('tells the state, the field and what is wrong, check by check', () => {
    const states = {
      ...onboarding.States,
      done: { ...done, Output: { x: '{% $sad %}' } },
      lost: { ...describeUser, Resource: 'r' },
    };
    expect(checkDefinition(definitionOf({ ...onboarding, States: states }), shippedModels)).toEqual([
      { state: 'lost', field: '', message: 'no run can enter this state' },
      {
        state: 'lost',
        field: 'Resource',
        message: 'must be arn:aws:states:::aws-sdk:<service>:<action> or arn:aws:states:::http:invoke',
      },
      { state: 'done', field: 'Output/x', message: 'no path to this state assigns `$sad`' },
    ]);
  });

  test('changes nothing in the definition', () => {
    const definition = definitionOf(onboarding);
    checkDefinition(definition, shippedModels);
    expect(definition).toEqual(definitionOf(onboarding));
  });

  test('finds something wherever a part is taken out of the machine that has to be there', () => {
    const parts = [
      'StartAt',
      'States',
      'States/look/Resource',
      'States/look/Arguments',
      'States/look/Next',
      'States/done',
      'States/look/Assign',
      'States/Check inputs/Choices/0/Assign',
      'States/look/Catch/0/Next',
      'States/wait/Seconds',
      'States/again?/Choices',
    ];
    for (const part of parts)
      expect([
        part,
        checkDefinition(definitionOf(replaced(onboarding, part.split('/'), undefined)), shippedModels).length > 0,
      ]).toEqual([part, true]);
  });

  test('never throws, whatever stands where', () => {
    const anywhere = fc.constantFrom(...pathsIn(onboarding));
    const anything = fc.oneof(
      fc.anything(),
      fc.jsonValue(),
      fc.constantFrom('{% $ %}', '{% $x.y %}', 'done', 'Task', -1),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(anywhere, anything), { minLength: 1, maxLength: 4 }), (changes) => {
        const broken = changes.reduce<unknown>((machine, [path, value]) => replaced(machine, path, value), onboarding);
        const definition: Parameters<typeof checkDefinition>[0] = Object(broken);
        for (const { field, message } of checkDefinition(definition, shippedModels))
          expect([typeof field, message]).not.toContain('');
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const definition: Parameters<typeof checkDefinition>[0] = Object(value);
        expect(checkDefinition(definition, shippedModels).length).toBeGreaterThan(0);
      }),
    );
  });

  test.each<[what: string, path: string, value: unknown]>([
    ['a target that is not there', 'States/look/Next', 'nowhere'],
    ['no way on', 'States/say/Next', undefined],
    ['a state that nothing leads to', 'States/again?/Default', 'done'],
    ['an unknown type', 'States/say/Type', 'Say'],
    ['a broken expression', 'States/look/Assign/look', '{% ( %}'],
    ['a wait for nothing', 'States/wait/Seconds', undefined],
  ])('%s is refused by an independent validator too', (_, path, value) => {
    const changed = definitionOf(replaced(onboarding, path.split('/'), value));
    expect(aslProblems(JSON.stringify(changed))).not.toBe('');
    expect(checkDefinition(changed, shippedModels)).not.toEqual([]);
  });

  test('takes a chain of 10,000 states with as many variables, and a loop around it', () => {
    const count = 10_000;
    const states = Object.fromEntries(
      Array.from({ length: count }, (_, at) => [
        `s${at}`,
        at === count - 1
          ? { Type: 'Choice', Choices: [{ Condition: '{% $exists($v1) %}', Next: 's0' }], Default: 'done' }
          : {
              Type: 'Pass',
              Assign: { [`v${at}`]: 1 },
              Output: `{% $v${(at * 7919) % (count - 1)} %}`,
              Next: `s${at + 1}`,
            },
      ]),
    );
    const problems = checkDefinition(machineOf({ ...states, done }), shippedModels);
    expect(problems.map(shown)).toEqual([]);
  });
});

/** The paths of all values in a JSON value. */
function pathsIn(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, part]) => pathsIn(part).map((path) => [key, ...path]))];
}

/** A copy with another value at a path, as far as there is one. */
function replaced(value: unknown, [first, ...rest]: readonly string[], by: unknown): unknown {
  if (first === undefined) return by;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item, at) => (String(at) === first ? replaced(item, rest, by) : item));
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, key === first ? replaced(part, rest, by) : part]),
  );
}

const shared = join(__dirname, '..', '..', '..', '..', 'shared');
const sketch = join(shared, 'sketch', 'provision-user.asl.json');
const recorded = join(shared, 'data', 'asl-cases.jsonl');

describe('definitions of others', () => {
  (existsSync(sketch) ? test : test.skip)(
    'a machine that was written by hand and ran is good (needs ../shared)',
    () => {
      expect(checkDefinition(JSON.parse(readFileSync(sketch, 'utf8')), shippedModels)).toEqual([]);
    },
  );

  // AWS took these; the compiler calls no service but through the SDK, writes no Map and no Parallel, and reads no variable
  // that nobody sets: that is sure to fail when it runs.
  const beyond =
    /Type: must be Task or Choice|Credentials: there is no such field|must be arn:aws:states:::aws-sdk|no path to this state assigns `\$doesNotExist`/;
  (existsSync(recorded) ? test : test.skip)(
    'what AWS took is good, where the compiler could have written it (needs ../shared)',
    () => {
      const cases: readonly { readonly id: string; readonly definition: Recorded }[] = readFileSync(recorded, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      const good: string[] = [];
      for (const { id, definition } of cases) {
        if (!isJsonata(definition)) continue;
        const problems = checkDefinition(saidOnce(definition), shippedModels).map(shown);
        expect([id, problems.filter((problem) => !beyond.test(problem))]).toEqual([id, []]);
        if (problems.length === 0) good.push(id);
      }
      expect(good.length).toBeGreaterThan(15);
    },
  );
});

interface Recorded {
  readonly QueryLanguage?: string;
  readonly States: { readonly [name: string]: { readonly QueryLanguage?: string } };
}

function isJsonata({ QueryLanguage: language, States }: Recorded): boolean {
  return Object.values(States).every(({ QueryLanguage = language }) => QueryLanguage === 'JSONata');
}

/** The definition with its query language said once, and not in each state. */
function saidOnce(definition: Recorded): ReturnType<typeof definitionOf> {
  const states = Object.entries(definition.States).map(([name, { QueryLanguage: _, ...state }]) => [name, state]);
  return definitionOf({ ...definition, QueryLanguage: 'JSONata', States: Object.fromEntries(states) });
}
