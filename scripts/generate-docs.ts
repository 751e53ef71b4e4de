// `npm run docs`: writes the pages of docs/, the pictures and the JSON Schemas that are made from the code.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../compiler/node/index.ts';
import { withComparison } from '../conformance/page.ts';
import { readAreas } from '../conformance/readAreas.ts';
import { apiPage } from './apiPage.ts';
import { cliPage } from './cliPage.ts';
import { diagnosticsPage } from './diagnosticsPage.ts';
import { pictures } from './pictures.ts';
import { scenariosPage } from './scenariosPage.ts';
import { schemas } from './schemas.ts';

writeFileSync(join(packageRoot(), 'docs', 'diagnostics.md'), diagnosticsPage());
const conformance = join(packageRoot(), 'docs', 'conformance.md');
writeFileSync(conformance, withComparison(readFileSync(conformance, 'utf8'), readAreas()));
writeFileSync(join(packageRoot(), 'docs', 'reference', 'api.md'), await apiPage());
writeFileSync(join(packageRoot(), 'docs', 'reference', 'cli.md'), cliPage());
writeFileSync(join(packageRoot(), 'docs', 'reference', 'scenarios.md'), scenariosPage());
for (const { file, svg } of await pictures()) writeFileSync(join(packageRoot(), file), svg);
for (const { file, text } of schemas()) writeFileSync(join(packageRoot(), file), text);
