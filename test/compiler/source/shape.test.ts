import { describe, expect, test } from '@jest/globals';
import { FileError, readShaped, type Shape, shape, shapedOrThrow } from '../../../compiler/source/index.ts';

const { boolean, described, exactlyOneOf, list, number, object, oneOrMany, optional, record, text, word } = shape;

interface Order {
  readonly id: string;
  readonly count?: readonly number[];
  readonly by?: 'post' | 'hand';
  readonly gift?: boolean;
  readonly labels?: { readonly [name: string]: string };
}

const order: Shape<Order> = object<Order>('an order', {
  id: described('What it is called.', text({ pattern: '^o-', otherwise: 'is no order' })),
  count: optional(oneOrMany(number(1, 'integer', 9))),
  by: optional(word('post', 'hand')),
  gift: optional(boolean),
  labels: optional(record(text({ empty: true }), text({ pattern: '^[a-z]+$', otherwise: 'is no label' }))),
});

function read<T>(source: string, wanted: Shape<T>): { value: T | undefined; messages: readonly string[] } {
  const { value, diagnostics } = readShaped({ name: 'order.yml', text: source }, wanted);
  return { value, messages: diagnostics.map(({ message, help }) => (help ? `${message}. ${help}` : message)) };
}

describe('a file of YAML or JSON with a shape', () => {
  test('gives its value', () => {
    expect(read('{"id": "o-1", "count": 2, "labels": {"to": ""}}', order)).toEqual({
      value: { id: 'o-1', count: [2], labels: { to: '' } },
      messages: [],
    });
    expect(read('id: o-1\ncount: [1, 9]\nby: post\ngift: true\n', order).value).toEqual({
      id: 'o-1',
      count: [1, 9],
      by: 'post',
      gift: true,
    });
  });

  test('gives every mistake in it, in its order', () => {
    const source = 'idd: 5\ncount: [0, 10, 1.5]\nby: pots\ngift: yes!\nlabels: {A: x, b: [], c: y}\n';
    expect(read(source, order)).toEqual({
      value: undefined,
      messages: [
        'an order has no field `idd`. Did you mean `id`?',
        'this must be a string, not a number. Put it in quotes.',
        '0 is less than 1',
        '10 is more than 9',
        '1.5 is not a whole number',
        '`pots` is not one of post, hand. Did you mean `post`?',
        'this must be true or false, not a string',
        '`A` is no label',
        'this must be a string, not an array',
      ],
    });
    expect(read('{"id": "1"}', order).messages).toEqual(['`1` is no order']);
    expect(read('[]', list(order, 1)).messages).toEqual(['this array must not be empty']);
    expect(read('{', order).messages).toHaveLength(1);
  });

  test('says the same as a JSON Schema', () => {
    expect(order.schema).toMatchObject({
      type: 'object',
      required: ['id'],
      additionalProperties: false,
      properties: {
        id: { description: 'What it is called.', type: 'string', pattern: '^o-' },
        count: {
          anyOf: [
            { type: 'integer', minimum: 1, maximum: 9 },
            { type: 'array', minItems: 1 },
          ],
        },
        labels: { propertyNames: { pattern: '^[a-z]+$' }, additionalProperties: { type: 'string' } },
      },
    });
  });

  test('of several fields takes exactly one', () => {
    const either = exactlyOneOf('an order', ['by', 'gift'], order);
    expect(read('{"id": "o-1", "gift": false}', either).value).toEqual({ id: 'o-1', gift: false });
    expect(read('{"id": "o-1"}', either).messages).toEqual(['an order needs exactly one of `by`, `gift`, not 0']);
    expect(read('{"id": "o-1", "by": "post", "gift": true}', either).messages).toEqual([
      'an order needs exactly one of `by`, `gift`, not 2',
    ]);
    expect(either.schema).toMatchObject({ oneOf: [{ required: ['by'] }, { required: ['gift'] }] });
  });

  test('is told of with place and line where it is to be had or nothing', () => {
    expect(() => shapedOrThrow({ name: 'order.yml', text: 'id: [1]\n' }, order)).toThrow(FileError);
    expect(() => shapedOrThrow({ name: 'order.yml', text: 'id: [1]\n' }, order)).toThrow(
      /^order\.yml:1:5: error: this must be a string, not an array/,
    );
  });
});
