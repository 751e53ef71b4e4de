import { basename } from 'node:path';

const ending = /\.asl\.json$/i;

/** Whether a file is named as the definition of a state machine, in the Amazon States Language, and is no document. */
export function isDefinitionFile(path: string): boolean {
  return ending.test(path);
}

/** What its machine is called where nobody says it: the file's name. */
export function machineNameOf(path: string): string {
  return basename(path).replace(ending, '');
}
