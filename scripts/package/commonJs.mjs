import { transform } from 'esbuild';

/** What is done to all code that is shipped: names stay, so that a stack trace can be read. */
const smaller = { minifyWhitespace: true, minifySyntax: true };

/**
 * ES modules that esbuild has split, as the CommonJS modules that do the same: esbuild itself can't split those.
 * @param files what esbuild gives in `outputFiles`
 * @returns their texts, by path
 */
export async function toCommonJs(files) {
  const texts = await Promise.all(
    files.map(async ({ path, text }) => {
      const { code } = await transform(text, {
        format: 'cjs',
        platform: 'node',
        target: 'node20',
        supported: { 'dynamic-import': false },
        define: { 'import.meta.url': '__url' },
        ...smaller,
      });
      const url = code.includes('__url') ? 'const __url=require("node:url").pathToFileURL(__filename).href;' : '';
      return [path, url + code];
    }),
  );
  return new Map(texts);
}

/** An ES module that hands on what a CommonJS module exports, so that there is one of everything, whoever asks for it. */
export function wrapperOf(file, names) {
  return `import module from './${file}';\nexport const { ${names.join(', ')} } = module;\n`;
}
