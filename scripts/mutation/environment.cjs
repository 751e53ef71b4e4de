const { TestEnvironment } = require('jest-environment-node');

/** Where a test file runs while changes are planted: it ends with its first failure, and tells which changes it reaches. */
module.exports = class extends TestEnvironment {
  failed = false;

  async setup() {
    await super.setup();
    this.global.__reached = globalThis.__reached;
  }

  handleTestEvent({ name, test }) {
    if (name === 'test_fn_failure' || name === 'hook_failure') this.failed = true;
    if (name === 'test_start' && this.failed) test.mode = 'skip';
  }
};
