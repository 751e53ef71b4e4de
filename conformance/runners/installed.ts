import { runProcess } from './process.ts';

const found = new Map<string, Promise<string>>();

/**
 * The path of a program of a package in the registry, in the version given; npm keeps it in its cache, so that nothing is
 * added to this project.
 * @throws Error where npm can't get it
 */
export function installed(name: string, version: string, program: string): Promise<string> {
  const key = `${name}@${version}`;
  const known = found.get(key) ?? locate(key, program);
  found.set(key, known);
  return known;
}

async function locate(wanted: string, program: string): Promise<string> {
  const args = ['exec', '--yes', `--package=${wanted}`, '--call', `command -v ${program}`];
  const { code, stdout, stderr } = await runProcess('npm', args, { limit: 240_000 });
  const path = stdout.trim();
  if (code !== 0 || path === '') throw new Error(`npm did not get ${wanted}: ${stderr}`);
  return path;
}
