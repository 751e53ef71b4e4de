// Jest transformer: TypeScript and ES modules to CommonJS by esbuild, so that no Node flag is needed.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const esbuild = require('esbuild');

const self = createHash('sha256').update(readFileSync(__filename)).update(esbuild.version).digest('hex');

module.exports = {
  process(source, file) {
    const { code, map } = esbuild.transformSync(source, {
      loader: file.endsWith('ts') ? 'ts' : 'js',
      format: 'cjs',
      target: 'node20',
      sourcemap: 'external',
      sourcefile: file,
      supported: { 'dynamic-import': false },
      define: { 'import.meta.url': '__importMetaUrl' },
      banner: "const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;",
    });
    return { code, map };
  },
  getCacheKey(source, file) {
    return createHash('sha256').update(self).update(file).update(source).digest('hex');
  },
};
