import { expect, test } from '@jest/globals';
import { SchemaIndex } from '../../../compiler/frames/schemaIndex.ts';
import { secretInputsOf } from '../../../compiler/frames/secretSchemas.ts';
import { tree } from '../source/support.ts';

const shared = new Map([
  ['circle', tree("{ properties: { inner: { $ref: '#/components/inputs/circle' }, word: { format: password } } }")],
  ['login', tree("{ $ref: '#/$defs/word', $defs: { word: { writeOnly: true } } }")],
]);

test.each([
  [
    'a definition',
    "{ properties: { user: { $ref: '#/$defs/word' } }, $defs: { word: { format: password } } }",
    ['user'],
  ],
  [
    'an anchor',
    "{ properties: { user: { $ref: '#w' } }, $defs: { word: { $anchor: w, format: password } } }",
    ['user'],
  ],
  ['itself', "{ properties: { word: { format: password }, inner: { $ref: '#' } } }", ['word', 'inner']],
  ['a member of itself', "{ properties: { a: { $ref: '#/properties/b' }, b: { writeOnly: true } } }", ['a', 'b']],
  ['a shared schema that leads back', "{ properties: { a: { $ref: '#/components/inputs/circle' } } }", ['a']],
  ['a definition of a shared schema', "{ properties: { a: { $ref: '#/components/inputs/login' } } }", ['a']],
  ['a shared schema as a whole', "{ $ref: '#/components/inputs/circle' }", ['inner', 'word']],
  ['nothing', "{ properties: { a: { $ref: '#/$defs/none' }, b: { $ref: 'http://x' } } }", []],
])('a reference to %s', (_, schema, names) => {
  const root = tree(schema);
  expect([...secretInputsOf(root, new SchemaIndex([root], shared))].sort()).toEqual([...names].sort());
});
