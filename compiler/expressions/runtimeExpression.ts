import type { MessagePart, Name, Parsed, Pointer, RuntimeExpression } from './ast.ts';
import { attempt, fail } from './fault.ts';
import { readPointer } from './jsonPointer.ts';
import { nearestWord } from './nearest.ts';
import { nameIn, type Piece, rangeIn, subPiece, wholePiece } from './piece.ts';

/** The words that an expression starts with (Arazzo 1.0.1 section 4.7, `$self` of 1.1). */
export const firstWords = [
  'url',
  'method',
  'statusCode',
  'request',
  'response',
  'inputs',
  'outputs',
  'steps',
  'workflows',
  'sourceDescriptions',
  'components',
  'self',
] as const;

export type FirstWord = (typeof firstWords)[number];

/** The word behind the `$` at `at`: letters, digits and `_`. */
export function wordAt(text: string, at: number): string {
  const pattern = /[A-Za-z0-9_]*/y;
  pattern.lastIndex = at + 1;
  return pattern.exec(text)?.[0] ?? '';
}

export function isFirstWord(word: string): word is FirstWord {
  return (firstWords as readonly string[]).includes(word);
}

/**
 * Parses a text that is one runtime expression, for example `$steps.create.outputs.id`. A name is all that stands
 * behind its dot, as the grammar of section 4.7 has it.
 */
export function parseExpression(text: string): Parsed<RuntimeExpression> {
  return attempt(() => readExpression(wholePiece(text)));
}

/** Reads a piece that is one expression. */
export function readExpression(piece: Piece): RuntimeExpression {
  const { text } = piece;
  const range = rangeIn(piece, 0, text.length);
  if (!text.startsWith('$')) {
    const help = `expressions start with ${listed(firstWords.map((word) => `$${word}`))}`;
    fail('expression-syntax', range, 'this is not a runtime expression', help);
  }
  const word = wordAt(text, 0);
  if (!isFirstWord(word)) failUnknownWord(piece, word);
  switch (word) {
    case 'url':
    case 'method':
    case 'statusCode':
    case 'self': {
      const rest = word.length + 1;
      if (text.length > rest) {
        const help = `write \`$${word}\` alone`;
        fail('expression-syntax', rangeIn(piece, rest, text.length), `nothing can follow \`$${word}\``, help);
      }
      return { kind: word, range };
    }
    case 'request':
    case 'response':
      return { kind: word, part: readMessagePart(piece, word), range };
    case 'inputs':
    case 'outputs': {
      const { end, ...pointer } = splitPointer(piece);
      const name = readName(piece, afterDot(piece, word, `$${word}.<name>`), end, `$${word}.<name>`);
      return { kind: word, name, ...pointer, range };
    }
    case 'steps':
      return readStep(piece);
    case 'workflows':
      return readWorkflow(piece);
    case 'sourceDescriptions':
    case 'components':
      return readPair(piece, word);
  }
}

/** Stops at a first word that the grammar does not have. */
export function failUnknownWord(piece: Piece, word: string, at = 0): never {
  const known = nearestWord(word, firstWords);
  const help =
    known === undefined
      ? `expressions start with ${listed(firstWords.map((each) => `$${each}`))}`
      : `did you mean \`$${known}\`? A text that is meant as it stands can be given as an input`;
  fail('expression-unknown', rangeIn(piece, at, at + 1 + word.length), `there is no expression \`$${word}\``, help);
}

/** Where the name behind the first word starts. */
function afterDot(piece: Piece, word: FirstWord, form: string): number {
  const dot = word.length + 1;
  if (piece.text[dot] !== '.') {
    fail('expression-syntax', rangeIn(piece, 0, dot), `\`$${word}\` needs a name`, `write \`${form}\``);
  }
  return dot + 1;
}

function readName(piece: Piece, start: number, end: number, form: string): Name {
  if (start >= end) {
    fail('expression-syntax', rangeIn(piece, 0, end), 'a name is missing', `the form is \`${form}\``);
  }
  return nameIn(piece, start, end);
}

/** Parts the pointer behind the first `#` from the rest, which ends at `end`. */
function splitPointer(piece: Piece): { readonly end: number; readonly pointer?: Pointer } {
  const hash = piece.text.indexOf('#');
  if (hash === -1) return { end: piece.text.length };
  return { end: hash, pointer: readPointer(subPiece(piece, hash + 1, piece.text.length)) };
}

function readMessagePart(piece: Piece, word: 'request' | 'response'): MessagePart {
  const { text } = piece;
  const start = afterDot(piece, word, `$${word}.body#/<pointer>`);
  const part = /[A-Za-z]*/.exec(text.slice(start))?.[0] ?? '';
  const end = start + part.length;
  switch (part) {
    case 'body':
      return readBody(piece, word, end);
    case 'header':
    case 'query':
    case 'path': {
      const form = `$${word}.${part}.<name>`;
      if (text[end] !== '.') {
        const help = `the form is \`${form}\`; a part of the body is \`$${word}.body#/<pointer>\``;
        fail('expression-syntax', rangeIn(piece, start, text.length), `\`$${word}.${part}\` needs a name`, help);
      }
      const name = readName(piece, end + 1, text.length, form);
      if (part === 'header') checkHeaderName(name);
      return { kind: part, name };
    }
    default:
      return failMessagePart(piece, word, part, start);
  }
}

function readBody(piece: Piece, word: string, end: number): MessagePart {
  const { text } = piece;
  if (text.length === end) return { kind: 'body' };
  if (text[end] === '#') return { kind: 'body', pointer: readPointer(subPiece(piece, end + 1, text.length)) };
  const pointer = text
    .slice(end)
    .replaceAll(']', '')
    .replace(/[./[]+/g, '/');
  const meant = `$${word}.body#${pointer}`;
  fail('expression-syntax', rangeIn(piece, end, text.length), 'a pointer starts with `#/`', `write \`${meant}\``);
}

function failMessagePart(piece: Piece, word: string, part: string, start: number): never {
  const range = rangeIn(piece, start, start + Math.max(part.length, 1));
  const message = `\`$${word}\` has no \`${part}\``;
  if (nearestWord(part, ['status', 'statusCode', 'code']) !== undefined) {
    fail('expression-syntax', range, message, 'did you mean `$statusCode`?');
  }
  const near = nearestWord(part, ['body', 'header', 'query', 'path']);
  const rest = piece.text.slice(start + part.length);
  const help =
    near === undefined
      ? `the parts are ${listed(['body#/<pointer>', 'header.<name>', 'query.<name>', 'path.<name>'])}`
      : `did you mean \`$${word}.${near}${rest}\`?`;
  fail('expression-syntax', range, message, help);
}

/** A header's name is a token (RFC 9110 section 5.6.2). */
function checkHeaderName(name: Name): void {
  const wrong = /[^!#$%&'*+.^_`|~0-9A-Za-z-]/u.exec(name.text);
  if (wrong === null) return;
  const message = `a header's name can't hold \`${wrong[0]}\``;
  fail('expression-syntax', name.range, message, 'header names hold letters, digits and `-`');
}

/** `$steps.<stepId>.outputs.<name>`: names may hold dots, the first `.outputs.` parts them. */
function readStep(piece: Piece): RuntimeExpression {
  const form = '$steps.<stepId>.outputs.<name>';
  const start = afterDot(piece, 'steps', form);
  const { end, ...pointer } = splitPointer(piece);
  const middle = piece.text.slice(0, end).indexOf('.outputs.', start);
  if (middle === -1) failMiddle(piece, start, end, ['outputs'], form);
  return {
    kind: 'steps',
    step: readName(piece, start, middle, form),
    output: readName(piece, middle + '.outputs.'.length, end, form),
    ...pointer,
    range: rangeIn(piece, 0, piece.text.length),
  };
}

/** `$workflows.<workflowId>.inputs.<name>` and `.outputs.`; the first of the two parts the names. */
function readWorkflow(piece: Piece): RuntimeExpression {
  const form = '$workflows.<workflowId>.outputs.<name>';
  const start = afterDot(piece, 'workflows', form);
  const { end, ...pointer } = splitPointer(piece);
  const middle = /\.(inputs|outputs)\./.exec(piece.text.slice(start, end));
  if (middle === null) failMiddle(piece, start, end, ['outputs', 'inputs'], form);
  const at = start + middle.index;
  return {
    kind: 'workflows',
    workflow: readName(piece, start, at, form),
    field: middle[1] === 'inputs' ? 'inputs' : 'outputs',
    name: readName(piece, at + middle[0].length, end, form),
    ...pointer,
    range: rangeIn(piece, 0, piece.text.length),
  };
}

/** Stops where `.outputs.` is missing: at a word that looks like it, or at all of the rest. */
function failMiddle(piece: Piece, start: number, end: number, fields: readonly string[], form: string): never {
  const { text } = piece;
  let at = start;
  for (const part of text.slice(start, end).split('.')) {
    const near = at === start ? undefined : nearestWord(part, fields);
    if (near !== undefined && part !== near) {
      const meant = `${text.slice(0, at)}${near}${text.slice(at + part.length)}`;
      const range = rangeIn(piece, at, at + part.length);
      fail('expression-syntax', range, `\`${part}\` is not a part of this expression`, `did you mean \`${meant}\`?`);
    }
    at += part.length + 1;
  }
  const range = rangeIn(piece, start, Math.max(end, start));
  fail('expression-syntax', range, `the form of this expression is \`${form}\``, `write it as \`${form}\``);
}

const componentGroups = ['inputs', 'parameters', 'successActions', 'failureActions'] as const;

/** `$sourceDescriptions.<name>.<what>` and `$components.<group>.<name>`: the first dot parts the two. */
function readPair(piece: Piece, word: 'sourceDescriptions' | 'components'): RuntimeExpression {
  const { text } = piece;
  const form = word === 'components' ? '$components.<group>.<name>' : '$sourceDescriptions.<name>.<operationId or url>';
  const start = afterDot(piece, word, form);
  const dot = text.indexOf('.', start);
  if (dot === -1)
    fail('expression-syntax', rangeIn(piece, start, text.length), 'a name is missing', `the form is \`${form}\``);
  const first = readName(piece, start, dot, form);
  const name = readName(piece, dot + 1, text.length, form);
  const range = rangeIn(piece, 0, text.length);
  if (word === 'sourceDescriptions') return { kind: word, source: first, name, range };
  if (!(componentGroups as readonly string[]).includes(first.text)) {
    const near = nearestWord(first.text, componentGroups);
    const help =
      near === undefined
        ? `components hold ${listed(componentGroups)}`
        : `did you mean \`$components.${near}.${name.text}\`?`;
    fail('expression-syntax', first.range, `components have no \`${first.text}\``, help);
  }
  return { kind: word, group: first, name, range };
}

function listed(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}
