import fc from 'fast-check';

const surrogates = { from: 0xd800, count: 0x800 };

/**
 * Any character of Unicode, for `fc.string({ unit: codePoint })`. It stands for `unit: 'binary'`, which makes a table of all 1.1
 * million of them, for seconds and in each test file anew.
 */
export const codePoint: fc.Arbitrary<string> = fc.nat({ max: 0x10ffff - surrogates.count }).map(
  (number) => String.fromCodePoint(number < surrogates.from ? number : number + surrogates.count),
  (text) => {
    const number = typeof text === 'string' ? text.codePointAt(0) : undefined;
    if (number === undefined || String.fromCodePoint(number) !== text) throw new Error('not one character');
    return number < surrogates.from ? number : number - surrogates.count;
  },
);
