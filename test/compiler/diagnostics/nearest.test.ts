import { describe, expect, test } from '@jest/globals';
import { nearest } from '../../../compiler/diagnostics/index.ts';

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
