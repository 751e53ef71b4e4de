import { didYouMean, nearest } from '../diagnostics/index.ts';
import type { MessagePart, Name, Pointer } from './ast.ts';
import { fail } from './fault.ts';
import { readPointer } from './jsonPointer.ts';
import { afterDot, listed, type Piece, rangeIn, readName, subPiece } from './piece.ts';

/** Reads what stands behind `$request.` or `$response.`: a header, a query or path parameter, or the body. */
export function readMessagePart(piece: Piece, word: 'request' | 'response'): MessagePart {
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
        const help = `The form is \`${form}\`; a part of the body is \`$${word}.body#/<pointer>\`.`;
        fail('expression-syntax', rangeIn(piece, start, text.length), `\`$${word}.${part}\` needs a name`, help);
      }
      const name = readName(piece, end + 1, text.length, form);
      if (part === 'header') checkHeaderName(name);
      return { kind: part, name };
    }
    case 'headers': {
      if (text[end] !== '.') return failMessagePart(piece, word, part, start);
      const name = readName(piece, end + 1, text.length, `$${word}.header.<name>`);
      checkHeaderName(name);
      return { kind: 'header', name, plural: true };
    }
    default:
      return failMessagePart(piece, word, part, start);
  }
}

function readBody(piece: Piece, word: string, end: number): MessagePart {
  const { text } = piece;
  if (text.length === end) return { kind: 'body' };
  const bare = /^#[A-Za-z_]/.test(text.slice(end)) ? barePointer(piece, end + 1) : undefined;
  if (bare !== undefined) return { kind: 'body', pointer: bare, dotted: true };
  if (text[end] === '#') return { kind: 'body', pointer: readPointer(subPiece(piece, end + 1, text.length)) };
  const path = pathPointer(piece, end);
  if (path !== undefined) return { kind: 'body', pointer: path, dotted: true };
  const pointer = text
    .slice(end)
    .replaceAll(']', '')
    .replace(/[./[]+/g, '/');
  const meant = `$${word}.body#${pointer}`;
  fail('expression-syntax', rangeIn(piece, end, text.length), 'a pointer starts with `#/`', `Write \`${meant}\`.`);
}

/** `#a/b`: a pointer without its first slash. */
function barePointer(piece: Piece, start: number): Pointer | undefined {
  const text = piece.text.slice(start);
  if (!/^[\w-]+(?:\/[\w-]+)*$/.test(text)) return undefined;
  return tokensOf(piece, start);
}

/** `.a.b[0]`, as the specification's own examples write it (Arazzo 1.1.0, section "Criterion Object"). */
function pathPointer(piece: Piece, start: number): Pointer | undefined {
  const { text } = piece;
  if (!/^(?:\.[A-Za-z_][\w-]*|\[[0-9]+\])+$/.test(text.slice(start))) return undefined;
  return tokensOf(piece, start);
}

function tokensOf(piece: Piece, start: number): Pointer {
  const { text } = piece;
  const tokens = [...text.slice(start).matchAll(/[\w-]+/g)].map((token): Name => {
    const at = start + token.index;
    return { text: token[0], range: rangeIn(piece, at, at + token[0].length) };
  });
  return { tokens, range: rangeIn(piece, start, text.length) };
}

function failMessagePart(piece: Piece, word: string, part: string, start: number): never {
  const range = rangeIn(piece, start, start + Math.max(part.length, 1));
  const message = `\`$${word}\` has no \`${part}\``;
  if (['status', 'code', 'statuscode'].includes(part.toLowerCase())) {
    fail('expression-syntax', range, message, didYouMean('$statusCode'));
  }
  const near = nearest(part, ['body', 'header', 'query', 'path']);
  const rest = piece.text.slice(start + part.length);
  const help =
    didYouMean(near, (name) => `$${word}.${name}${rest}`) ??
    `The parts are ${listed(['body#/<pointer>', 'header.<name>', 'query.<name>', 'path.<name>'])}.`;
  fail('expression-syntax', range, message, help);
}

/** A header's name is a token (RFC 9110 section 5.6.2). */
function checkHeaderName(name: Name): void {
  const wrong = /[^!#$%&'*+.^_`|~0-9A-Za-z-]/u.exec(name.text);
  if (wrong === null) return;
  const message = `a header's name can't hold \`${wrong[0]}\``;
  fail('expression-syntax', name.range, message, 'Header names hold letters, digits and `-`.');
}
