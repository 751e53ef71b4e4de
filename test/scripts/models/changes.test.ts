import { describe, expect, test } from '@jest/globals';
import { byService, listChanges, modelChanges } from '../../../scripts/models/changes.ts';

describe('what npm run models says of the list of services', () => {
  const one = { resource: 'one', exceptionPrefix: 'One' };

  test('services that are new, left it, were retired, are named otherwise or missing', () => {
    const before = {
      listed: '2026-01-01',
      services: [one, { ...one, resource: 'two' }, { ...one, resource: 'three' }],
    };
    const after = {
      listed: '2026-03-12',
      services: [
        { ...one, exceptionPrefix: 'Uno', unsupported: ['Stream'] },
        { ...one, resource: 'two', removed: '2026-03-12', retired: '2026-02-17' },
        { ...one, resource: 'four', since: '2026-03-12' },
      ],
    };
    expect(listChanges(before, after)).toEqual([
      'The list is of 2026-03-12, before 2026-01-01.',
      'one: its errors begin with Uno',
      "one: operations that can't be called: + Stream",
      'two: left the list on 2026-03-12',
      'two: retired by AWS on 2026-02-17',
      'four: new on the list since 2026-03-12',
      'three: not in the list given',
    ]);
  });

  test('nothing where nothing changed', () => {
    const table = { listed: '2026-01-01', services: [one] };
    expect(listChanges(table, table)).toEqual([]);
  });
});

describe('what it says of a model', () => {
  const parts = (operations: readonly string[], facts: Readonly<Record<string, unknown>>) => [
    JSON.stringify({ operations: [operations], errors: { Gone: { status: operations.length === 1 ? 400 : 404 } } }),
    '',
    Object.entries(facts)
      .map(([key, fact]) => `${key}\t${JSON.stringify(fact)}\n`)
      .join(''),
  ];
  const get = { method: 'GET', uri: '/', errors: ['Gone'], iam: ['one:Get'] };
  const shape = { type: 'structure', members: { Id: 'Id', Name: 'Name' } };
  const before = parts(['Get'], {
    'action one:Get': { level: 'Read', resources: ['one/thing'] },
    'operation Get': get,
    'shape In': shape,
    'shape Kind': { type: 'string', enum: ['A', 'B'] },
  });

  test('its operations, errors, permissions, members and values', () => {
    const after = parts(['Get', 'Put'], {
      'action one:Get': { level: 'Read', resources: ['one/thing', '?one/part'] },
      'operation Get': { ...get, errors: ['Gone', 'Busy'], iam: ['one:Read'] },
      'operation Put': get,
      'shape In': { ...shape, members: { Id: { shape: 'Id', required: 1 }, Kind: 'Kind' } },
      'shape Kind': { type: 'string', enum: ['A', 'C'] },
    });
    expect(modelChanges('one', before, after)).toEqual([
      'one: operations: + Put',
      'one: errors: + Gone status 404, - Gone status 400',
      'one one:Get: resources: + ?one/part',
      'one Get: errors: + Busy',
      'one Get: permissions: + one:Read, - one:Get',
      'one In: members: + Kind, - Name',
      'one In: required: + Id',
      'one Kind: values: + C, - B',
    ]);
  });

  test('that there is one, or none any more', () => {
    expect(modelChanges('one', undefined, before)).toEqual(['one: a model, with 1 operations']);
    expect(modelChanges('one', before, undefined)).toEqual(['one: no model any more']);
    expect(modelChanges('one', undefined, undefined)).toEqual([]);
    expect(modelChanges('one', before, before)).toEqual([]);
  });
});

test('changes stand by service, what is about none first', () => {
  expect(byService(['two: b', 'The list', 'one Get: c', 'two: a'])).toEqual([
    'The list',
    'one Get: c',
    'two: b',
    'two: a',
  ]);
});
