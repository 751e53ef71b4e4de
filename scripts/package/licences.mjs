import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes down the packages whose code is in a bundle, with their licences; a text that several have stands once.
 * @param outputs what esbuild says of the files of the bundle
 */
export function writeLicences(root, outputs, file) {
  const used = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  const folders = [...new Set(used.map(folderOf).filter((folder) => folder !== undefined))].sort();
  const byText = new Map();
  for (const folder of folders) {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const text = licenceText(join(root, folder)) ?? (license === 'Apache-2.0' ? apache(root) : undefined);
    if (text === undefined) throw new Error(`${name} has no licence text, so its code can't be passed on`);
    // The same text, however its lines are broken.
    const key = text.replaceAll(/\s+/g, ' ');
    const { packages = [] } = byText.get(key) ?? {};
    byText.set(key, { text, packages: [...packages, `${name} ${version} (${license})`] });
  }
  const sections = [...byText.values()].map(({ text, packages }) => `${packages.join('\n')}\n\n${text}\n`);
  const head = 'The programs in this folder contain code of these packages, under these licences.\n';
  writeFileSync(file, [head, ...sections].join(`\n${'-'.repeat(80)}\n\n`));
}

/** The text of the Apache License, which every package that names it means; it is this project's own. */
function apache(root) {
  return readFileSync(join(root, 'LICENSE'), 'utf8').trim();
}

/** The folder of the package that a file belongs to; undefined for a file of this project. */
function folderOf(path) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

/** What a package says of its licence and of whom to name, in files of its own. */
function licenceText(folder) {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
  if (!names.some((name) => /^(licen[cs]e|copying)/i.test(name))) return undefined;
  return names.map((name) => readFileSync(join(folder, name), 'utf8').trim()).join('\n\n');
}
