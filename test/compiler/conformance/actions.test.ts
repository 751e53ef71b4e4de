import { describe, expect, test } from '@jest/globals';
import {
  answers,
  compiled,
  fails,
  found,
  hire,
  look,
  runDocument,
  silence,
  workflow,
} from '../../support/runDocument.ts';
import { noteworthy } from './support.ts';

const robin = answers({ User: { Id: 'u-1', Username: 'robin' } });
const kim = answers({ User: { Id: 'u-2', Username: 'kim' } });
const notFound = fails('Connect.ResourceNotFoundException', 404);
const invalid = fails('Connect.InvalidRequestException', 400);
const duplicate = fails('Connect.DuplicateResourceException', 409);

/** The steps that were run, checks and ends aside. */
function steps({ made }: { readonly made: readonly { readonly state: string }[] }): readonly string[] {
  return made.map(({ state }) => state);
}

describe('success actions', () => {
  test('the first whose criteria all hold is taken', async () => {
    const named = (name: string) => `{ condition: $response.body#/User/Username == '${name}' }`;
    const text = workflow(`
steps:
${look(
  'read',
  `onSuccess:
- { name: both, type: goto, stepId: never, criteria: [${named('robin')}, ${named('kim')}] }
- { name: robin, type: goto, stepId: forRobin, criteria: [${named('robin')}] }
- { name: again, type: goto, stepId: never, criteria: [${named('robin')}] }
- { name: kim, type: goto, stepId: forKim, criteria: [${named('kim')}] }`,
)}
${look('never')}
${look('forRobin', 'onSuccess: [{ name: done, type: end }]')}
${look('forKim')}`);
    expect(steps(await runDocument(text, { answers: { describeUser: robin } }))).toEqual(['read', 'forRobin']);
    expect(steps(await runDocument(text, { answers: { describeUser: kim } }))).toEqual(['read', 'forKim']);
    const nobody = await runDocument(text, { answers: { describeUser: answers({ User: {} }) } });
    expect(steps(nobody)).toEqual(['read', 'never', 'forRobin']);
  });

  test('end ends the workflow with its outputs', async () => {
    const text = workflow(`
steps:
${look('a', 'outputs: { name: $response.body#/User/Username }\nonSuccess: [{ name: done, type: end }]')}
${look('b', 'outputs: { name: $response.body#/User/Username }')}
outputs: { a: $steps.a.outputs.name, b: $steps.b.outputs.name }`);
    expect(found(text).map((each) => each.split(':')[0])).toEqual(['step-unreachable', 'output-never-set']);
    const rest = text.replace(', b: $steps.b.outputs.name', '');
    const { status, output, states } = await runDocument(rest, { answers: { describeUser: robin } });
    expect({ status, output, states }).toEqual({
      status: 'SUCCEEDED',
      output: { a: 'robin' },
      states: ['a', 'main succeeded'],
    });
  });
});

describe('failure actions', () => {
  test('without any the execution fails at its call with the error of AWS, uncaught', async () => {
    const result = await runDocument(workflow(`steps:\n${look('a')}\n${look('b')}`), {
      answers: { describeUser: notFound },
    });
    expect(result).toMatchObject({ status: 'FAILED', error: 'Connect.ResourceNotFoundException', failedState: 'a' });
    expect(Object.values(result.machine.definition.States)).not.toContainEqual(
      expect.objectContaining({ Type: 'Fail' }),
    );
  });

  test('one without criteria is taken for every error of the call, timeouts too', async () => {
    const text = workflow(`
steps:
${hire('a', 'onFailure: [{ name: other, type: goto, stepId: c }]')}
${look('b')}
${look('c')}`);
    for (const error of [notFound, invalid, fails('Connect.InternalServiceException', 500), silence]) {
      expect(steps(await runDocument(text, { answers: { createUser: error } }))).toEqual(['a', 'c']);
    }
    expect(steps(await runDocument(text))).toEqual(['a', 'b', 'c']);
  });

  test('the first whose criteria hold is taken; an error that none names stays what it is', async () => {
    const text = workflow(`
steps:
${hire(
  'a',
  `onFailure:
- { name: there, type: goto, stepId: c, criteria: [{ condition: $statusCode == 409 }] }
- { name: missing, type: goto, stepId: d, criteria: [{ condition: $statusCode == 404 }] }`,
)}
${look('b')}
${look('c')}
${look('d')}`);
    expect(steps(await runDocument(text, { answers: { createUser: duplicate } }))).toEqual(['a', 'c', 'd']);
    expect(steps(await runDocument(text, { answers: { createUser: notFound } }))).toEqual(['a', 'd']);
    expect(await runDocument(text, { answers: { createUser: invalid } })).toMatchObject({
      status: 'FAILED',
      error: 'Connect.InvalidRequestException',
      failedState: 'a',
    });
    expect(await runDocument(text, { answers: { createUser: silence } })).toMatchObject({
      error: 'States.Timeout',
      failedState: 'a',
    });
  });

  test('end ends the workflow with its outputs, and the execution succeeds', async () => {
    const text = workflow(`
steps:
${look('a', 'outputs: { name: $response.body#/User/Username }')}
${look('b', 'onFailure: [{ name: gone, type: end, criteria: [{ condition: $statusCode == 404 }] }]')}
outputs: { name: $steps.a.outputs.name }`);
    const result = await runDocument(text, { answers: { describeUser: [robin, notFound] } });
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: { name: 'robin' } });
  });

  test('end fails the execution where the option says so, naming step and reason', async () => {
    const text = workflow(`steps:\n${look('b', 'onFailure: [{ name: gone, type: end }]')}`);
    const result = await runDocument(text, { answers: { describeUser: notFound }, options: { failureEnd: 'fail' } });
    expect(result).toMatchObject({ status: 'FAILED', error: 'Arazzo.EndedByFailure' });
    expect(result.cause).toMatch(/gone.*b/);
  });

  test('an output that a failed run would have set keeps its earlier value', async () => {
    const text = workflow(`
steps:
${look('a', 'outputs: { name: $response.body#/User/Username }')}
${look('b', 'onSuccess: [{ name: again, type: goto, stepId: a }]\nonFailure: [{ name: done, type: end }]')}
outputs: { name: $steps.a.outputs.name }`);
    const result = await runDocument(text, { answers: { describeUser: [robin, robin, kim, notFound] } });
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: { name: 'kim' } });
  });

  test('the body of a failed call can not be looked at: a criterion over it does not hold', async () => {
    const text = workflow(`
steps:
${look(
  'a',
  `onFailure:
- { name: body, type: goto, stepId: b, criteria: [{ condition: $.Message, type: jsonpath, context: $response.body }] }
- { name: other, type: goto, stepId: c }`,
)}
${look('b')}
${look('c')}`);
    expect(found(text)).toContain('response-pointer-unknown: Message');
    const known = text.replace('$.Message', '$.User');
    const result = await runDocument(known, { answers: { describeUser: [notFound, robin] } });
    expect(steps(result)).toEqual(['a', 'c']);
    expect(result.codes).toContain('action-never-taken');
  });
});

describe('what is odd about actions is reported', () => {
  const codes = (text: string) => noteworthy(compiled(text).diagnostics);

  test('an action behind one that is taken in any case', () => {
    const text = workflow(
      `steps:\n${look('a', 'onSuccess: [{ name: one, type: end }, { name: two, type: goto, stepId: b }]')}\n${look('b')}`,
    );
    expect(codes(text)).toEqual(['action-unreachable', 'step-unreachable']);
  });

  test('an action whose criteria can not hold', () => {
    const criteria = 'criteria: [{ condition: $statusCode == 404 }]';
    const text = workflow(`steps:\n${look('a', `onSuccess: [{ name: one, type: end, ${criteria} }]`)}\n${look('b')}`);
    expect(codes(text)).toEqual(['action-never-taken']);
  });

  test('conditional actions that fall through', () => {
    const criteria = "criteria: [{ condition: $response.body#/User/Username == 'x' }]";
    const text = workflow(`steps:\n${look('a', `onSuccess: [{ name: one, type: end, ${criteria} }]`)}\n${look('b')}`);
    expect(compiled(text).diagnostics.map(({ code }) => code)).toEqual(['actions-fall-through']);
  });

  test('errors that are caught only to be looked at', () => {
    const action = '{ name: one, type: goto, stepId: b, criteria: [{ condition: $statusCode >= 400 }] }';
    expect(codes(workflow(`steps:\n${look('a', `onFailure: [${action}]`)}\n${look('b')}`))).toEqual([
      'failure-not-redrivable',
    ]);
  });

  test('actions of which one must be taken, or perhaps none', () => {
    const codes = (...conditions: readonly string[]) => {
      const listed = conditions.map((each, at) => `{ name: n${at}, type: goto, stepId: b, criteria: [${each}] }`);
      return compiled(
        workflow(`steps:\n${look('a', `onSuccess: [${listed.join(', ')}]`)}\n${look('b')}`),
      ).diagnostics.map(({ code }) => code);
    };
    const name = '$response.body#/User/Username';
    const is = (test: string) => `{ condition: ${name} ${test} }`;
    expect(codes(is("== 'x'"), is("!= 'x'"))).toEqual([]);
    expect(codes(is("!= 'x'"), is("== 'x'"))).toEqual([]);
    expect(codes(is("== 'x'"), is("== 'y'"), `{ condition: "${name} != 'x' && ${name} != 'y'" }`)).toEqual([]);
    expect(codes(is("== 'x'"), `{ condition: "!(${name} == 'x')" }`)).toEqual([]);
    expect(codes(is("== 'x'"), is("!= 'y'"))).toEqual(['actions-fall-through']);
    expect(codes(is("< 'x'"), is("> 'x'"))).toEqual(['actions-fall-through']);
  });

  test('outputs that some path does not set', async () => {
    const text = workflow(`
steps:
${look('a', "onSuccess: [{ name: skip, type: goto, stepId: c, criteria: [{ condition: $response.body#/User/Username == 'kim' }] }]")}
${look('b', 'outputs: { id: $response.body#/User/Id }')}
${look('c')}
outputs: { id: $steps.b.outputs.id }`);
    const skipped = await runDocument(text, { answers: { describeUser: kim } });
    expect(skipped.codes).toContain('output-left-out');
    expect(skipped).toMatchObject({ status: 'SUCCEEDED', output: {} });
    expect(await runDocument(text, { answers: { describeUser: robin } })).toMatchObject({ output: { id: 'u-1' } });
  });
});

describe('references of actions', () => {
  test.each([
    ['stepId: nowhere', 'reference-unknown: nowhere'],
    ['workflowId: nowhere', 'reference-unknown: nowhere'],
  ])('%s is an error at its place', (target, expected) => {
    expect(found(workflow(`steps:\n${look('a', `onSuccess: [{ name: one, type: goto, ${target} }]`)}`))).toEqual([
      expected,
    ]);
  });

  test('a goto without a target, or with two, is an error', () => {
    for (const target of ['', ', stepId: a, workflowId: main']) {
      expect(found(workflow(`steps:\n${look('a', `onSuccess: [{ name: one, type: goto${target} }]`)}`))).not.toEqual(
        [],
      );
    }
  });
});
