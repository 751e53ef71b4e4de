// `npm run address -- https://git.example.com/team/arazzo-step-functions`: says where the project can be found. Everything that
// names the place is made of it: `repository`, by which registries find what the README links to, `homepage` and `bugs`.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withAddress } from './package/address.mjs';

const file = fileURLToPath(new URL('../package.json', import.meta.url));
const [address = ''] = process.argv.slice(2);
try {
  const manifest = withAddress(JSON.parse(readFileSync(file, 'utf8')), address);
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
} catch (error) {
  console.error(`npm run address -- URL: ${error.message}`);
  process.exitCode = 2;
}
