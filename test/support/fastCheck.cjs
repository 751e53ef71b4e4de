// What tests get as fast-check (jest.config.js). The cases of a property are the same in each run, so that a test fails by what
// was changed and not by chance; FAST_CHECK_SEED=N tries others. In the inner loop (test/quick.config.js) they are few.
const fastCheck = require('../../node_modules/fast-check/lib/cjs/fast-check.js');

fastCheck.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 1) });

/** Fewer cases of a property, whatever the test asks for. */
const assertFew =
  (most) =>
  (property, { numRuns = most, ...others } = {}) =>
    fastCheck.assert(property, { ...others, numRuns: Math.min(numRuns, most) });

const most = globalThis.MOST_CASES;
const few = most === undefined ? {} : { assert: assertFew(most) };
module.exports = { ...fastCheck, ...few, default: { ...fastCheck.default, ...few } };
