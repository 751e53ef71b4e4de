#!/usr/bin/env node
/*
 * What `arazzo-sfn` starts in the package: runs the program itself, bin/arazzo-sfn.ts, with the code that V8 has compiled for
 * an earlier run. Bundled apart from the program, since it must be small.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, codeCache } from './codeCache.ts';
import { loadProgram } from './loadProgram.ts';

/** Put in by scripts/bundle.mjs: a digest of the program's modules. */
declare const BUILD: string;

const here = dirname(fileURLToPath(import.meta.url));
const folder = cacheFolder(join(here, 'cache'), BUILD);
const keep = loadProgram(join(here, 'program.js'), folder === undefined ? undefined : codeCache(folder));
// A run that failed has seen too little of the program.
process.on('exit', (code) => {
  if (code === 0) keep();
});
