import { describe, expect, test } from '@jest/globals';
import { compareMachines, definitionTraits, diffMarkdown, diffText, traitsOf } from '../../view/index.ts';
import { hostile, machineOf, polling, shipped } from './support.ts';

const onboarding = shipped('amazon-connect-provision-user.yml');
const create = 'createAgent';

describe('compareMachines', () => {
  test('a machine does what it does', () => {
    for (const machine of [onboarding, machineOf(polling), machineOf(hostile)]) {
      expect(compareMachines('it', traitsOf(machine), traitsOf(machine))).toEqual({
        workflow: 'it',
        kind: 'same',
        changes: [],
      });
    }
  });

  test('of two machines each trait is added, removed or changed', () => {
    const { changes } = compareMachines('it', traitsOf(onboarding), traitsOf(machineOf(polling)));
    const permissions = changes.filter(({ area }) => area === 'permissions');
    expect(permissions).toContainEqual({ area: 'permissions', what: 'connect:CreateUser', before: expect.any(String) });
    expect(permissions).toContainEqual({
      area: 'permissions',
      what: 'dynamodb:DescribeTable',
      after: expect.any(String),
    });
    expect(changes).toContainEqual({ area: 'secrets', what: 'input password', before: 'secret' });
    expect(changes).toContainEqual({
      area: 'states',
      what: create,
      before: expect.stringContaining('connect:createUser'),
    });
  });
});

describe('definitionTraits', () => {
  const definition = JSON.parse(onboarding.text);
  const compared = (now: object) => compareMachines('it', definitionTraits(definition), definitionTraits(now));

  test('a definition is like itself, whatever the order of its fields', () => {
    const turned = { ...definition, States: Object.fromEntries(Object.entries(definition.States).reverse()) };
    expect(compared(turned)).toMatchObject({ kind: 'same' });
  });

  test('tells a call, what it sends and what follows', () => {
    const state = definition.States[create];
    const next = { ...state, Next: 'elsewhere', TimeoutSeconds: 7, Arguments: { ...state.Arguments, Username: 'x' } };
    const { changes } = compared({ ...definition, States: { ...definition.States, [create]: next } });
    expect(changes.map(({ area, what }) => `${area}: ${what}`)).toEqual([
      `states: ${create}`,
      `sent: ${create} Username`,
      `transitions: ${create}`,
    ]);
  });

  test('whatever it is, it has traits', () => {
    for (const odd of [{}, { States: null }, { States: { a: null, b: { Choices: [1], Retry: {} } } }]) {
      expect(() => definitionTraits(odd)).not.toThrow();
    }
  });
});

describe('differences as text', () => {
  test('name what breaks first, and stay text whatever the names are', () => {
    const diff = compareMachines('it', traitsOf(onboarding), traitsOf(machineOf(hostile)));
    const text = diffText([diff]);
    expect(text.indexOf('Breaks who')).toBeLessThan(text.indexOf('Permissions of the role'));
    // What comes from a document stands in code.
    expect(diffMarkdown([diff]).replaceAll(/(`+) [\s\S]*? \1|`[^`]*`/g, '')).not.toMatch(/<script|<img/);
    expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
  });
});
