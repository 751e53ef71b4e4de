import { describe, expect, test } from '@jest/globals';
import { comparingAtMost, nearest } from '../../../compiler/diagnostics/index.ts';

describe('the nearest name', () => {
  test.each([
    ['creatUser', ['DescribeUser', 'createUser', 'CreateUserHierarchyGroup'], 'createUser'],
    ['CreateUser', ['createUser', 'createUsers'], 'createUser'],
    ['usrname', ['username', 'password'], 'username'],
    ['usernmae', ['username', 'user'], 'username'],
    ['ab', ['ba', 'cd'], 'ba'],
    ['stepid', ['stepId', 'steps'], 'stepId'],
    ['b', ['a', 'bc'], 'bc'],
  ])('of %s among %j is %s', (name, candidates, expected) => {
    expect(nearest(name, candidates)).toBe(expected);
  });

  test.each([
    ['createUser', ['deleteQueue', 'listTables']],
    ['x', ['firstName']],
    ['any', []],
  ])('of %s among %j is none: they are too far off', (name, candidates) => {
    expect(nearest(name, candidates)).toBeUndefined();
  });

  test('the name itself is not its own neighbour', () => {
    expect(nearest('same', ['same'])).toBeUndefined();
  });
});

describe('comparisons that are counted', () => {
  const names = Array.from({ length: 300 }, (_, index) => `name${index}`);

  test('end a search in a long list where they are used up, and never one in a short list', () => {
    const found = comparingAtMost(300, () => [
      nearest('name299x', names),
      nearest('name299x', names),
      nearest('name9x', names.slice(0, 50)),
    ]);
    expect(found).toEqual(['name299', undefined, 'name9']);
  });

  test('are counted anew each time', () => {
    const once = () => comparingAtMost(200, () => nearest('name299x', names));
    expect([once(), once(), nearest('name299x', names)]).toEqual(['name299', 'name299', 'name299']);
  });
});
