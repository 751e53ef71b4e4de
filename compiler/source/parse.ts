import { Composer, type CST, Parser } from 'yaml';
import { type DiagnosticCode, diagnostic, type Range, type Reporter, type SourceFile } from '../diagnostics/index.ts';
import { inspect } from './inspect.ts';
import { maxDepth, maxLength } from './limits.ts';
import { describeSyntaxError } from './syntaxError.ts';
import { toTree } from './toTree.ts';
import type { Node } from './tree.ts';

/**
 * Reads a file's text as YAML 1.2 (and so as JSON) into a tree with positions.
 *
 * A text that is no YAML, or YAML that JSON has no counterpart for (tags, merge keys, aliases that contain themselves,
 * keys that are no text, several documents), or that is larger than any definition can be, gets one diagnostic and no
 * tree. Duplicate keys get a diagnostic each; the first one stays in the tree.
 */
export function parseSource(file: SourceFile, reporter: Reporter): Node | undefined {
  const { text, undecodable } = file;
  const refuse = (code: DiagnosticCode, range: Range, message: string, help?: string): undefined => {
    reporter.report(diagnostic(code, { file, range }, message, help));
  };
  const all = { start: 0, end: 0 };

  if (text.length > maxLength) {
    return refuse('document-limit', all, `the file has ${text.length} characters; at most ${maxLength} are read`);
  }
  const control = unreadable.exec(text);
  if (control !== null) {
    const range = { start: control.index, end: control.index + 1 };
    const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return refuse('yaml-character', range, `the character U+${code} is not allowed in YAML or JSON`);
  }

  if (undecodable !== undefined) {
    const range = { start: undecodable, end: undecodable + 1 };
    return refuse('encoding', range, 'the bytes here are not valid UTF-8', 'Save the file as UTF-8.');
  }

  const tokens = [...new Parser().parse(text)];
  const documents = tokens.filter((token) => token.type === 'document');
  const found = inspect(documents);
  if (found.depth > maxDepth) {
    return refuse('document-limit', found.deepest, `nested more than ${maxDepth} levels deep`);
  }
  const version = tokens.find(isOtherVersion);
  if (version !== undefined) {
    const range = { start: version.offset, end: version.offset + version.source.length };
    return refuse('yaml-syntax', range, 'only YAML 1.2 is supported', 'Remove the %YAML directive.');
  }

  const composed = [...new Composer({ uniqueKeys: false, keepSourceTokens: true }).compose(tokens, true, text.length)];
  const first = composed[0];
  const error = first?.errors[0];
  if (found.unclosedQuote !== undefined || error !== undefined) {
    const { code = 'yaml-syntax', range, message, help } = describeSyntaxError(text, found, first?.errors ?? []);
    return refuse(code, range, message, help);
  }
  const second = documents[1];
  if (second !== undefined) {
    const range = { start: second.offset, end: second.offset + (second.start[0]?.source.length ?? 1) };
    const help = 'Put each document in a file of its own.';
    return refuse('yaml-documents', range, 'a second document starts here; a file may hold only one', help);
  }
  if (first === undefined || first.contents === null || documents[0]?.value === undefined) {
    return refuse('document-empty', all, 'the file is empty');
  }
  return toTree(file, first.contents, reporter);
}

/** C0 controls but tab and line breaks, and carriage returns that are no part of a line break. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unreadable = /[\0-\x08\x0b\x0c\x0e-\x1f]|\r(?!\n)/;

function isOtherVersion(token: CST.Token): token is CST.Directive {
  return token.type === 'directive' && /^%YAML\s+(?!1\.2\b)/.test(token.source);
}
