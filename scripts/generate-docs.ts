// `npm run docs`: writes the pages of docs/ that are made from the code.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../compiler/packageRoot.ts';
import { diagnosticsPage } from './diagnosticsPage.ts';
import { pictures } from './pictures.ts';

writeFileSync(join(packageRoot(), 'docs', 'diagnostics.md'), diagnosticsPage());
for (const { file, svg } of await pictures()) writeFileSync(join(packageRoot(), file), svg);
