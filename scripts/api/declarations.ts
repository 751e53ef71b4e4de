import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Statement, statementsOf } from './statements.ts';

/** Something that a module exports. */
export interface Declaration {
  readonly name: string;
  readonly kind: string;
  /** The doc comment in front of it, as it stands; empty where there is none. */
  readonly comment: string;
  /** The declaration without `export` and `declare`, indented by two spaces. */
  readonly text: string;
}

/**
 * What a file of declarations exports, in its order, what it hands on from others included. Understands what the compiler of
 * TypeScript emits for modules that export by name.
 * @throws Error for an export that can't be found
 */
export function exportsOf(file: string): readonly Declaration[] {
  const statements = statementsOf(readFileSync(file, 'utf8'));
  const found = new Map<string, Declaration>();
  for (const statement of statements) {
    for (const declaration of exportedBy(statement, file, statements)) found.set(declaration.name, declaration);
  }
  return [...found.values()];
}

function exportedBy(statement: Statement, file: string, all: readonly Statement[]): readonly Declaration[] {
  const { text } = statement;
  const everything = /^export (type )?\* from '(.*)';$/.exec(text);
  if (everything !== null) {
    const [, typesAlone, from] = everything;
    return exportsOf(target(file, from)).filter(({ kind }) => typesAlone === undefined || isType(kind));
  }
  const named = /^export (?:type )?\{([\s\S]*)\}(?: from '(.*)')?;$/.exec(text);
  if (named !== null) {
    return namesIn(named[1]).map((name) => {
      const from = named[2] ?? all.map((each) => importedFrom(each, name)).find((each) => each !== undefined);
      const there = from === undefined ? undefined : exportsOf(target(file, from)).find((each) => each.name === name);
      if (there === undefined) throw new Error(`${file} exports ${name}, which isn't found`);
      return there;
    });
  }
  return /^export /.test(text) ? declared(statement) : [];
}

/** Whether it can still be used when only its type is exported. */
function isType(kind: string): boolean {
  return kind === 'interface' || kind === 'type' || kind === 'class';
}

function declared({ comment, text }: Statement): readonly Declaration[] {
  const found = /^export (?:declare )?(?:abstract )?(interface|type|class|function|const) (\w+)/.exec(text);
  if (found === null) return [];
  const [, kind = '', name = ''] = found;
  return [{ name, kind, comment, text: shown(text) }];
}

/** The module that an import takes a name from. */
function importedFrom({ text }: Statement, name: string): string | undefined {
  const found = /^import (?:type )?\{([\s\S]*)\} from '(.*)';$/.exec(text);
  return found !== null && namesIn(found[1]).includes(name) ? found[2] : undefined;
}

function target(file: string, specifier = ''): string {
  return resolve(dirname(file), specifier.replace(/\.js$/, '.d.ts'));
}

function namesIn(list = ''): readonly string[] {
  return list
    .split(',')
    .map((each) => each.trim().replace(/^type /, ''))
    .filter((each) => each !== '');
}

/** As the page shows it: what is private is nobody's business. */
function shown(text: string): string {
  return text
    .replace(/^export (declare )?/, '')
    .replaceAll(/(?:^ {4}\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?^ {4}private .*\n/gm, '')
    .replaceAll(/^( {4})+/gm, (indent) => ' '.repeat(indent.length / 2));
}
