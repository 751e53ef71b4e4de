import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build, transform } from 'esbuild';

/**
 * Builds CommonJS modules that share what they have in common. esbuild splits ES modules alone, so those are built first,
 * and each is then written as the CommonJS module that does the same.
 * @param options esbuild's: the entry points, by the names of their files in `outdir`, and how small the code is made
 * @returns what esbuild says of the outputs; the names that each entry point exports, by its source; and a digest of all
 */
export async function buildCommonJs(options) {
  const { minify = false, minifyWhitespace = minify, minifySyntax = minify } = options;
  const { metafile, outputFiles } = await build({
    ...options,
    write: false,
    splitting: true,
    format: 'esm',
    chunkNames: 'chunks/[name]-[hash]',
    metafile: true,
  });
  const digest = createHash('sha256');
  for (const { path, text } of outputFiles) {
    const { code } = await transform(text, {
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      supported: { 'dynamic-import': false },
      define: { 'import.meta.url': '__url' },
      minify,
      minifyWhitespace,
      minifySyntax,
    });
    const url = code.includes('__url') ? 'const __url=require("node:url").pathToFileURL(__filename).href;' : '';
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, url + code);
    digest.update(url).update(code);
  }
  const exported = Object.values(metafile.outputs).map(({ entryPoint, exports }) => [entryPoint, exports]);
  return { outputs: metafile.outputs, exportsOf: new Map(exported), digest: digest.digest('hex') };
}

/** An ES module that hands on what a CommonJS module exports, so that there is one of everything, whoever asks for it. */
export function wrapperOf(file, names) {
  return `import module from './${file}';\nexport const { ${names.join(', ')} } = module;\n`;
}
