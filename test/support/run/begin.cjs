// Jest's globalSetup: what holds for all tests, and a folder for what those of one run share (test/support/builtPackage.ts).
// end.cjs removes it; those of runs that were killed are removed here.
const { mkdirSync, readdirSync, rmSync } = require('node:fs');
const { join } = require('node:path');

const runs = join(__dirname, '..', '..', '..', 'node_modules', '.cache', 'arazzo-sfn', 'runs');

module.exports = () => {
  mkdirSync(runs, { recursive: true });
  for (const run of readdirSync(runs)) {
    if (run === String(process.pid) || !isThere(Number(run))) rmSync(join(runs, run), { recursive: true, force: true });
  }
  // CDK checks each template that it makes, for which every process first needs 18 s of processor time. `cdk synth` of the shipped
  // stack does that once (.ci/run); here cfn-lint and the tests' own expectations do.
  process.env.CDK_VALIDATION = 'false';
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
