import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import type { CodeCache } from './codeCache.ts';

interface Module {
  exports: unknown;
}

/**
 * Runs a program of CommonJS modules as `require` would, each with the code that is kept for it.
 * @param path the module that is run; those that it requires by relative paths belong to the program
 * @returns keeps the code of the modules that had none, with all that has been compiled since
 */
export function loadProgram(path: string, cache?: CodeCache): () => void {
  const modules = new Map<string, Module>();
  const compiled = new Map<string, Script>();
  const requireOther = createRequire(path);

  const load = (file: string): unknown => {
    const known = modules.get(file);
    if (known !== undefined) return known.exports;
    const module: Module = { exports: {} };
    modules.set(file, module);
    const name = basename(file);
    const cachedData = cache?.read(name);
    // Modules of the program are made of ASCII characters, which this reads fastest.
    const script = new Script(
      `(function(exports,require,module,__filename,__dirname){${readFileSync(file, 'latin1')}\n})`,
      {
        filename: file,
        ...(cachedData === undefined ? {} : { cachedData }),
      },
    );
    if (cachedData === undefined || script.cachedDataRejected === true) compiled.set(name, script);
    const folder = dirname(file);
    const require = (id: string): unknown => (id.startsWith('.') ? load(join(folder, id)) : requireOther(id));
    script.runInThisContext()(module.exports, require, module, file, folder);
    return module.exports;
  };

  load(path);
  return () => {
    for (const [name, script] of compiled) cache?.write(name, script.createCachedData());
  };
}
