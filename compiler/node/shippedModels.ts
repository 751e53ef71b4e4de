import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Models, modelsFrom } from '../apis/index.ts';
import { packageRoot } from './packageRoot.ts';

/** The models that come with this package: what stands in `models/`, each file read when something of it is first asked for. */
export const shippedModels: Models = modelsFrom((name) => {
  const file = join(packageRoot(), 'models', name);
  if (name === 'services') return readFileSync(`${file}.json`, 'utf8');
  return existsSync(`${file}.json.gz`) ? gunzipSync(readFileSync(`${file}.json.gz`)).toString('utf8') : undefined;
});
