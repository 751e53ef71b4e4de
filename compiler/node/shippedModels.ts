import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, inflateRawSync } from 'node:zlib';
import { type Models, modelsFrom } from '../apis/index.ts';
import { packageRoot } from './packageRoot.ts';

/** The models that come with this package: what stands in `models/`, each file read when something of it is first asked for. */
export const shippedModels: Models = modelsFrom({
  table(name) {
    if (name === 'services') return readFileSync(file('services.json'), 'utf8');
    return gunzipSync(readFileSync(file('operations.json.gz'))).toString('utf8');
  },
  part(resource, part) {
    const parts = opened.get(resource) ?? partsOf(file(`${resource}.model`));
    opened.set(resource, parts);
    const compressed = parts[part];
    return compressed === undefined ? undefined : inflateRawSync(compressed).toString('latin1');
  },
});

const opened = new Map<string, readonly Buffer[]>();

function file(name: string): string {
  return join(packageRoot(), 'models', name);
}

/**
 * The parts of a model's file, compressed as they are in it: how many there are, the length of each in bytes (both as 32-bit
 * integers, the lowest byte first), and then the parts one after the other, as raw DEFLATE streams of ASCII text.
 */
function partsOf(path: string): readonly Buffer[] {
  if (!existsSync(path)) return [];
  const bytes = readFileSync(path);
  const count = bytes.readUInt32LE(0);
  let end = 4 + 4 * count;
  return Array.from({ length: count }, (_, part) => {
    const start = end;
    end += bytes.readUInt32LE(4 + 4 * part);
    return bytes.subarray(start, end);
  });
}
