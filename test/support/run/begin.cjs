// Jest's globalSetup: a folder for what the tests of one run share (test/support/builtPackage.ts). end.cjs removes it; those of
// runs that were killed are removed here.
const { mkdirSync, readdirSync, rmSync } = require('node:fs');
const { join } = require('node:path');

const runs = join(__dirname, '..', '..', '..', 'node_modules', '.cache', 'arazzo-sfn', 'runs');

module.exports = () => {
  mkdirSync(runs, { recursive: true });
  for (const run of readdirSync(runs)) {
    if (run === String(process.pid) || !isThere(Number(run))) rmSync(join(runs, run), { recursive: true, force: true });
  }
  process.env.ARAZZO_SFN_RUN = join(runs, String(process.pid));
  mkdirSync(process.env.ARAZZO_SFN_RUN);
};

function isThere(pid) {
  try {
    return process.kill(pid, 0);
  } catch ({ code }) {
    return code === 'EPERM';
  }
}
