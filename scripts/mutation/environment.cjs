const { TestEnvironment } = require('jest-environment-node');

/** Where tests run while changes are looked for: it keeps to the tests that are asked for, and ends with the first failure. */
module.exports = class extends TestEnvironment {
  failed = false;

  async setup() {
    await super.setup();
    this.global.__reached = (number) => globalThis.mutation.reached(number);
  }

  handleTestEvent({ name, test }) {
    const { mutation } = globalThis;
    if (name === 'test_fn_failure' || name === 'hook_failure') this.failed = true;
    if (name === 'test_done' || name === 'test_skip') mutation.current = undefined;
    if (name !== 'test_start') return;
    const [file, ...titles] = titlesOf(test);
    if (this.failed || !mutation.asked(file, titles.join(' > '))) test.mode = 'skip';
    else mutation.current = { file, title: titles.join(' > ') };
  }
};

/** The titles of a test and of the groups around it, from outside to inside. */
function titlesOf({ name, parent }) {
  return parent === undefined ? [] : [...titlesOf(parent), name];
}
