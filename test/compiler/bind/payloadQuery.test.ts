import { expect, test } from '@jest/globals';
import { findInPayload } from '../../../compiler/bind/payloadQuery.ts';
import { parseJsonPath } from '../../../compiler/expressions/index.ts';
import { tree } from '../source/support.ts';

const payload = tree(`
most: 3
items:
- { sku: a, count: 1 }
- { sku: b, count: 2, gone: true }
- { sku: cc, count: 3 }
sent: { name: $inputs.name }`);

function found(query: string): unknown {
  const parsed = parseJsonPath(query);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const result = findInPayload(parsed.value, payload, '1.1');
  return result.kind === 'paths' ? result.paths.map((path) => path.join('/')) : result.kind;
}

test.each([
  ['$.items[1].count', ['items/1/count']],
  ['$.items[1].new', ['items/1/new']],
  ['$.items[-1].count', ['items/2/count']],
  ['$.items[-9]', []],
  ['$.items[1:]', ['items/1', 'items/2']],
  ['$.items[::-2]', ['items/2', 'items/0']],
  ['$.items[0,2].sku', ['items/0/sku', 'items/2/sku']],
  ['$.items[*].sku', ['items/0/sku', 'items/1/sku', 'items/2/sku']],
  ['$..count', ['items/0/count', 'items/1/count', 'items/2/count']],
  ['$..nothing', []],
  ["$.items[?(@.sku=='b')].count", ['items/1/count']],
  ['$.items[?@.count > 1 && !@.gone].count', ['items/2/count']],
  ["$.items[?search(@.sku, '^[ab]$') || @.count == $.most].count", ['items/0/count', 'items/1/count', 'items/2/count']],
  ["$.items[?match(@.sku, 'c')]", []],
  ['$.items[?length(@.sku) == 1 && count(@.*) == 2]', ['items/0']],
  ['$.items[?@.gone == true]', ['items/1']],
  ['$.items[?@.gone != true]', ['items/0', 'items/2']],
  ['$.items[?@.gone == @.nothing]', ['items/0', 'items/2']],
  ["$.sent[?@ == 'kim']", 'undecided'],
  ['$.sent[?@]', ['sent/name']],
  ['$.sent.name.first', ['sent/name/first']],
  ['$.sent.name.all[2]', ['sent/name/all/2']],
  ['$.sent.name[-1]', 'undecided'],
  ['$.sent.name[*]', 'undecided'],
  ['$.sent.name..x', 'undecided'],
  ["$.sent[?@.first == 'kim']", 'undecided'],
])('%s', (query, paths) => {
  expect(found(query)).toEqual(paths);
});
