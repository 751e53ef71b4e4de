import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ExpressionFacts, expressionFacts, readSyntax } from '../../../compiler/statesLanguage/index.ts';
import { describeUser, done, problemsOf } from './checkSupport.ts';

/** The facts of an expression that are any, as lists. */
function factsOf(text: string): Partial<Record<keyof ExpressionFacts, readonly string[]>> {
  const facts = expressionFacts(readSyntax(text));
  return Object.fromEntries(
    Object.entries(facts).flatMap(([fact, names]) =>
      names instanceof Set && names.size > 0 ? [[fact, [...names]]] : [],
    ),
  );
}

describe('what an expression needs', () => {
  test.each<[text: string, facts: ReturnType<typeof factsOf>]>([
    ["'a' & 1 & null", {}],
    ['$a.b.c[0]', { variables: ['a'] }],
    ['$states.context.Execution.Input.x', { statesFields: ['context'] }],
    ['$states.result[0].x', { statesFields: ['result'] }],
    ["$lookup($states, 'result')", { functions: ['lookup'], statesFields: ['result'] }],
    ['name', { contextReads: ['name'] }],
    ['*', { contextReads: ['*'] }],
    ['$', { contextReads: ['$'] }],
    ['$.a', { contextReads: ['$'] }],
    ['$$.a', { contextReads: ['$$'] }],
    ['$count(a.b)', { contextReads: ['a'], functions: ['count'] }],
    ['$a[b = $c].d.*', { variables: ['a', 'c'] }],
    ['$a[$ = $$]', { variables: ['a'], contextReads: ['$$'] }],
    ['$a.b.$uppercase(c & $)', { variables: ['a'], functions: ['uppercase'] }],
    ['$a^(>b, $c).d', { variables: ['a', 'c'] }],
    ['$a{b: $sum(c)}', { variables: ['a'], functions: ['sum'] }],
    ['$a.b.%.c', { variables: ['a'] }],
    ['$a ~> |b|{"c": d, "e": $f}, "g"|', { variables: ['a', 'f'] }],
    ['{"a": b}', { contextReads: ['b'] }],
    ['$a.{"b": c}', { variables: ['a'] }],
    ['($x := $y; $x + $z)', { variables: ['y', 'z'], bound: ['x'] }],
    ['($x + 1; $x := 2)', { variables: ['x'], bound: ['x'] }],
    ['( ($x := 1); $x )', { variables: ['x'], bound: ['x'] }],
    ['[($x := 1), $x]', { variables: ['x'], bound: ['x'] }],
    ['$map($a, function($v, $i) { $v & $i & $w })', { variables: ['a', 'w'], functions: ['map'], bound: ['v', 'i'] }],
    ['( $f := function($n) { $n = 0 ? 1 : $f($n - 1) }; $f(3) )', { bound: ['n', 'f'] }],
    ['( $f := function() { $g() }; $g := function() { 1 }; $f() )', { bound: ['f', 'g'] }],
    ['$map($a, $string)', { variables: ['a', 'string'], functions: ['map'] }],
    ['$a ~> $substring(?, 1)', { variables: ['a'], functions: ['substring'] }],
    ['$a@$v.b#$i[$i = $v].($v & $i)', { variables: ['a'], bound: ['v', 'i'] }],
    ['[$a@$v.b, $v]', { variables: ['a', 'v'], bound: ['v'] }],
    ['($f)(1)', { variables: ['f'] }],
    ['$x ? [1..$y] : -$z', { variables: ['x', 'y', 'z'] }],
    ['$match($a, /b/i)', { variables: ['a'], functions: ['match'] }],
  ])('%s', (text, facts) => {
    expect(factsOf(text)).toEqual(facts);
  });
});

function output(text: string): readonly string[] {
  return problemsOf({ a: { ...done, Output: { x: [text] } } });
}

describe('expressions', () => {
  test.each<[what: string, text: string, problems: readonly string[]]>([
    ['plain text', 'a {% b %} c', []],
    ['an expression', '{% $states.input.x %}', []],
    ['no spaces', '{%1%}', []],
    [
      'functions of AWS',
      "{% $parse('1') & $uuid() & $hash('a', 'MD5') & $count($range(0, 1, 1)) & $string($partition([1], 1)) %}",
      [],
    ],
    [
      'an end that is missing',
      '{% $x',
      ['a Output/x[0]: an expression begins with {% and ends with %}; this string does only one of the two'],
    ],
    [
      'a space before',
      ' {% 1 %}',
      ['a Output/x[0]: an expression begins with {% and ends with %}; this string does only one of the two'],
    ],
    [
      'one percent sign for both',
      '{%}',
      ['a Output/x[0]: an expression begins with {% and ends with %}; this string does only one of the two'],
    ],
    ['no JSONata', '{% 1 + %}', ['a Output/x[0]: not JSONata: Unexpected end of expression']],
    ['nothing', '{%%}', ['a Output/x[0]: not JSONata: Unexpected end of expression']],
    ['a bare name', '{% name %}', ['a Output/x[0]: `name` is read from a context item, and there is none']],
    [
      '$ and $$',
      '{% [$, $$] %}',
      [
        'a Output/x[0]: `$` is read from a context item, and there is none',
        'a Output/x[0]: `$$` is read from a context item, and there is none',
      ],
    ],
    ['$eval', "{% $eval('1') %}", ['a Output/x[0]: there is no function `$eval`']],
    ['$eval handed on', "{% $map(['1'], $eval) %}", ['a Output/x[0]: there is no function `$eval`']],
    ['an unknown function', '{% $tostring(1) %}', ['a Output/x[0]: there is no function `$tostring`']],
    ['an unknown part of $states', '{% $states.inputs %}', ['a Output/x[0]: there is no `$states.inputs`']],
    ['$states that is set', '{% ( $states := 1; 2 ) %}', ["a Output/x[0]: `$states` is reserved and can't be set"]],
  ])('%s', (_, text, problems) => {
    expect(output(text)).toEqual(problems);
  });

  test('the result of a call is there in Assign and Output of the Task, its error in a catcher', () => {
    const result = '{% $states.result %}';
    const error = '{% $states.errorOutput %}';
    const task = { ...describeUser, Next: 'b', End: undefined };
    expect(
      problemsOf({
        a: {
          ...task,
          Assign: { x: result },
          Output: result,
          Catch: [{ ErrorEquals: ['E'], Assign: { y: error }, Output: error, Next: 'b' }],
        },
        b: done,
      }),
    ).toEqual([]);
    expect(
      problemsOf({
        a: {
          ...task,
          Arguments: { InstanceId: 'i', UserId: result },
          TimeoutSeconds: result,
          Assign: { x: error },
          Catch: [{ ErrorEquals: ['E'], Assign: { y: result }, Output: result, Next: 'b' }],
        },
        b: { Type: 'Choice', Choices: [{ Condition: result, Assign: { z: result }, Next: 'c' }], Default: 'c' },
        c: { Type: 'Wait', Seconds: error, Next: 'd' },
        d: { Type: 'Pass', Output: result, Next: 'e' },
        e: { Type: 'Fail', Error: error, Cause: result },
      }),
    ).toEqual([
      'a Arguments/UserId: `$states.result` is not available here',
      'a TimeoutSeconds: `$states.result` is not available here',
      'a Catch[0]/Assign/y: `$states.result` is not available here',
      'a Catch[0]/Output: `$states.result` is not available here',
      'a Assign/x: `$states.errorOutput` is not available here',
      'b Choices[0]/Condition: `$states.result` is not available here',
      'b Choices[0]/Assign/z: `$states.result` is not available here',
      'c Seconds: `$states.errorOutput` is not available here',
      'd Output: `$states.result` is not available here',
      'e Error: `$states.errorOutput` is not available here',
      'e Cause: `$states.result` is not available here',
    ]);
  });

  test('any text is read without a throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'$ab.[](){}:;"\'?%*@#|/~>^=&-+1,') })),
        (text) => {
          expect(Array.isArray(output(`{%${text}%}`))).toBe(true);
        },
      ),
    );
  });

  test('an expression that is nested too deeply to be read is told, not thrown', () => {
    expect(output(`{%${'('.repeat(20_000)}1${')'.repeat(20_000)}%}`)).toHaveLength(1);
  });
});

describe('variables', () => {
  const read = (name: string): object => ({ ...done, Output: `{% $${name} %}` });

  test('names that variables can not have', () => {
    const assign = (name: string): readonly string[] =>
      problemsOf({ a: { Type: 'Pass', Assign: { [name]: 1 }, End: true } });
    expect(assign('user_1')).toEqual([]);
    for (const name of ['states', 'count', 'a-b', '1a', '_a', '', 'a'.repeat(81)]) {
      expect(assign(name)).toEqual([`a Assign/${name}: a variable can't be called \`${name}\``]);
    }
    const rule = { Assign: { 'a.b': 1 }, Next: 'b' };
    expect(
      problemsOf({
        a: { Type: 'Choice', Choices: [{ Condition: '{% true %}', ...rule }], Default: 'c' },
        b: done,
        c: { ...describeUser, Catch: [{ ErrorEquals: ['E'], ...rule }] },
      }),
    ).toEqual([
      "a Choices[0]/Assign/a.b: a variable can't be called `a.b`",
      "c Catch[0]/Assign/a.b: a variable can't be called `a.b`",
    ]);
  });

  test('one that is assigned on some way is fine, on no way a problem', () => {
    const assign = { Type: 'Pass', Assign: { x: 1 }, Next: 'c' };
    const choose = { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'b' }], Default: 'c' };
    expect(problemsOf({ a: choose, b: assign, c: read('x') })).toEqual([]);
    expect(problemsOf({ a: choose, b: assign, c: read('y') })).toEqual([
      'c Output: no path to this state assigns `$y`',
    ]);
  });

  test('what a state assigns is there for the next state only', () => {
    expect(problemsOf({ a: { Type: 'Pass', Assign: { x: 1, y: '{% $x %}' }, End: true } })).toEqual([
      'a Assign/y: no path to this state assigns `$x`',
    ]);
  });

  test('a catcher and a rule assign on their own way, and the state does not on theirs', () => {
    expect(
      problemsOf({
        a: {
          ...describeUser,
          Assign: { ok: 1 },
          Catch: [{ ErrorEquals: ['E'], Assign: { bad: 1 }, Next: 'b' }],
          End: undefined,
          Next: 'c',
        },
        b: { ...done, Output: '{% [$ok, $bad] %}' },
        c: { ...done, Output: '{% [$ok, $bad] %}' },
      }),
    ).toEqual(['b Output: no path to this state assigns `$ok`', 'c Output: no path to this state assigns `$bad`']);
    expect(
      problemsOf({
        a: {
          Type: 'Choice',
          Choices: [{ Condition: '{% true %}', Assign: { rule: 1 }, Next: 'b' }],
          Default: 'c',
          Assign: { other: 1 },
        },
        b: { ...done, Output: '{% [$rule, $other] %}' },
        c: { ...done, Output: '{% [$rule, $other] %}' },
      }),
    ).toEqual(['b Output: no path to this state assigns `$other`', 'c Output: no path to this state assigns `$rule`']);
  });

  test('what a loop assigns is there when it comes round', () => {
    expect(
      problemsOf({
        a: { Type: 'Choice', Choices: [{ Condition: '{% $exists($n) %}', Next: 'd' }], Default: 'b' },
        b: { Type: 'Pass', Assign: { m: '{% $n %}' }, Next: 'c' },
        c: { Type: 'Pass', Assign: { n: '{% $m %}' }, Next: 'a' },
        d: done,
      }),
    ).toEqual([]);
  });

  test('an outer variable is no function, and a function is no variable', () => {
    expect(
      problemsOf({ a: { Type: 'Pass', Assign: { f: 1 }, Next: 'b' }, b: { ...done, Output: '{% $f(1) %}' } }),
    ).toEqual(['b Output: there is no function `$f`']);
  });

  test('agrees with a walk for each variable, on any graph', () => {
    const count = 6;
    const states = fc.array(
      fc.record({
        targets: fc.array(fc.nat(count - 1), { minLength: 1, maxLength: 3 }),
        assigned: fc.nat(40),
        read: fc.nat(40),
      }),
      { minLength: count, maxLength: count },
    );
    fc.assert(
      fc.property(states, (drawn) => {
        const machine = Object.fromEntries([
          ...drawn.map(({ targets, assigned, read: name }, at) => {
            const rules = targets.map((target) => ({
              Condition: `{% $exists($v${name}) %}`,
              Assign: { [`v${assigned}`]: 1 },
              Next: `s${target}`,
            }));
            return [`s${at}`, { Type: 'Choice', Choices: rules, Default: 'end' }];
          }),
          ['end', done],
        ]);
        const found = new Set(
          problemsOf(machine).flatMap((problem) =>
            problem.includes('no path to this state assigns') ? [problem.split(' ')[0]] : [],
          ),
        );
        const entered = reachable([0], drawn);
        const expected = [...entered].filter((at) => {
          const writers = [...entered].filter((writer) => drawn[writer]?.assigned === drawn[at]?.read);
          return !reachable(
            writers.flatMap((writer) => drawn[writer]?.targets ?? []),
            drawn,
          ).has(at);
        });
        expect([...found].sort()).toEqual(expected.map((at) => `s${at}`).sort());
      }),
      { numRuns: 300 },
    );
  });
});

function reachable(
  from: readonly number[],
  graph: readonly { readonly targets: readonly number[] }[],
): ReadonlySet<number> {
  const seen = new Set(from);
  for (const at of seen) for (const target of graph[at]?.targets ?? []) seen.add(target);
  return seen;
}
