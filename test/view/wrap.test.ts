import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { measure } from '../../view/text/measure.ts';
import { shorten, wrap } from '../../view/text/wrap.ts';

const type = { size: 12, bold: false };

describe('wrapping text', () => {
  test('breaks between words', () => {
    expect(wrap('one two three', measure('one two', type), type, 9)).toEqual(['one two', 'three']);
  });

  test('breaks a long name behind a mark, else before a capital', () => {
    expect(wrap('elasticloadbalancingv2:describeTargetHealth', 180, type, 9)).toEqual([
      'elasticloadbalancingv2:',
      'describeTargetHealth',
    ]);
    expect(wrap('assignTheRoutingProfileOfTheUser', 130, type, 9)).toEqual(['assignTheRouting', 'ProfileOfTheUser']);
  });

  test('cuts what is beyond the last line', () => {
    const lines = wrap('one two three four five', measure('one two', type), type, 2);
    expect(lines).toHaveLength(2);
    expect(lines.at(-1)).toMatch(/…$/);
  });

  test('gives lines that fit, with everything in them', () => {
    const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.lorem(), fc.stringMatching(/^[A-Za-z.:/_[\]"-]*$/));
    fc.assert(
      fc.property(texts, fc.integer({ min: 30, max: 300 }), (text, width) => {
        const lines = wrap(text, width, type, Number.POSITIVE_INFINITY);
        // A single character may be wider than the line; it is not cut into pieces.
        for (const line of lines) expect(measure(line, type) <= width || [...line].length === 1).toBe(true);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });

  test('shortens to what fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 20, max: 300 }), (text, width) => {
        expect(measure(shorten(text, width, type), type)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
