// `npm start`: runs the shipped workflow on this machine with its example input, and says what to do next.
// `npm start -- --input FILE_OR_JSON` runs it with another one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = join(root, 'dist', 'bin', 'arazzo-sfn.js');
const document = join('workflows', 'amazon-connect-provision-user.yml');
const example = join('workflows', 'amazon-connect-provision-user.input.json');

// npm runs scripts in the package's folder; a file that is named is meant from where the user stands.
const started = process.env.INIT_CWD ?? process.cwd();
const given = process.argv.slice(2);
const hasInput = given.some((each) => each === '-i' || each.startsWith('--input'));
const options = hasInput ? given : ['--input', join(root, example), ...given];

if (!existsSync(program)) await import('./bundle.mjs');
const { status } = spawnSync(process.execPath, [program, 'run', join(root, document), ...options], {
  cwd: hasInput ? started : root,
  stdio: 'inherit',
});
if (status === 0) {
  process.stderr.write(`
That was ${document}, run against an Amazon Connect in memory. Next:
  npm start -- --input '{ ... }'             with an input of your own (see ${example})
  npx arazzo-sfn compile ${document}   the state machine definition
  npx cdk synth                              what would be deployed
`);
}
process.exitCode = status ?? 1;
