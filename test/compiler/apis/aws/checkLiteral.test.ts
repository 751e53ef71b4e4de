import { describe, expect, test } from '@jest/globals';
import { checkLiteral, fromUrl, type Member, type Shape } from '../../../../compiler/apis/aws/index.ts';
import type { Json } from '../../../../compiler/source/index.ts';
import { operation } from './support.ts';

function shapeOf(name: string, ...members: readonly string[]): Shape {
  let shape: Shape = operation(name).input;
  for (const wanted of members) {
    const member: Member | undefined =
      shape.type === 'structure' ? shape.members.find((each) => each.name === wanted) : undefined;
    if (member === undefined) throw new Error(`no ${wanted} in ${name}`);
    shape = member.shape;
  }
  return shape;
}

const phoneType = shapeOf('connect:CreateUser', 'PhoneConfig', 'PhoneType');
const autoAccept = shapeOf('connect:CreateUser', 'PhoneConfig', 'AutoAccept');
const profiles = shapeOf('connect:CreateUser', 'SecurityProfileIds');
const maxResults = shapeOf('connect:ListUsers', 'MaxResults');
const instanceId = shapeOf('connect:CreateUser', 'InstanceId');

describe('a literal that fits its member', () => {
  test.each<[string, Shape, Json]>([
    ['a value of the enumeration', phoneType, 'SOFT_PHONE'],
    ['true or false', autoAccept, false],
    ['a list', profiles, ['one']],
    ['a number within bounds', maxResults, 100],
    ['a number that is the least', maxResults, 1],
    ['a number that is the most', maxResults, 1000],
    ['a list that is as long as it may be', profiles, Array(10).fill('x')],
    ['a text that is as long as it may be', { type: 'string', name: 'S', min: 2, max: 2 }, 'ab'],
    ['a number in the bounds of a fraction', { type: 'double', name: 'D', min: 0.5, max: 1 }, 0.5],
    ['a text', instanceId, 'abc'],
    ['a text that the pattern would refuse', shapeOf('connect:CreateUser', 'Username'), 'anna@example.com'],
    ['an object', shapeOf('connect:CreateUser', 'IdentityInfo'), {}],
    ['a timestamp', { type: 'timestamp', name: 'T' }, '2026-01-31T12:00:00Z'],
    ['seconds since 1970', { type: 'timestamp', name: 'T' }, 1_700_000_000],
    ['JSON for a blob', { type: 'blob', name: 'B' }, { a: 1 }],
  ])('%s', (_, shape, value) => {
    expect(checkLiteral(shape, value)).toBeUndefined();
  });
});

describe('a literal that does not fit is told so', () => {
  test.each<[Shape, Json, string]>([
    [phoneType, 'SOFTPHONE', 'has no value `SOFTPHONE`. Did you mean `SOFT_PHONE`?'],
    [phoneType, 'smoke signals', 'has no value `smoke signals`. It is one of SOFT_PHONE, DESK_PHONE.'],
    [autoAccept, 'yes', 'must be true or false, not a string'],
    [profiles, 'one', 'must be an array, not a string'],
    [profiles, [], 'must have at least 1 item'],
    [profiles, Array(11).fill('x'), 'must have at most 10 items'],
    [maxResults, 5000, 'must be at most 1000'],
    [maxResults, 1001, 'must be at most 1000'],
    [maxResults, 0, 'must be at least 1'],
    [{ type: 'double', name: 'D', min: 0.5, max: 1 }, 0.4, 'must be at least 0.5'],
    [maxResults, 1.5, 'must be a whole number'],
    [maxResults, '5', 'must be a whole number, not a string'],
    [instanceId, '', 'must have at least 1 character'],
    [instanceId, null, 'must be a string, not null'],
    [shapeOf('connect:CreateUser', 'IdentityInfo'), [], 'must be an object, not an array'],
    [
      { type: 'timestamp', name: 'T' },
      'soon',
      'must be a date and time such as 2026-01-31T12:00:00Z, or seconds since 1970',
    ],
  ])('%#: %j', (shape, value, expected) => {
    expect(checkLiteral(shape, value)).toBe(expected);
  });

  test('a character outside of the basic plane counts once', () => {
    expect(checkLiteral({ type: 'string', name: 'S', max: 2 }, '😀😀')).toBeUndefined();
  });
});

test('what a URL carries takes the type of its member', () => {
  expect(fromUrl(maxResults, '50')).toBe(50);
  expect(fromUrl(autoAccept, 'true')).toBe(true);
  expect(fromUrl(instanceId, 42)).toBe('42');
  expect(fromUrl(maxResults, 'many')).toBe('many');
  expect(fromUrl(maxResults, '')).toBe('');
});
