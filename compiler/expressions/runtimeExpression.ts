import { didYouMean, nearest } from '../diagnostics/index.ts';
import type { Parsed, Pointer, RuntimeExpression } from './ast.ts';
import { attempt, fail } from './fault.ts';
import { failUnknownWord, firstWords, isFirstWord, wordAt } from './firstWord.ts';
import { readPointer } from './jsonPointer.ts';
import { readMessagePart } from './messagePart.ts';
import { afterDot, listed, type Piece, rangeIn, readName, subPiece, wholePiece } from './piece.ts';

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
    const help = `Expressions start with ${listed(firstWords.map((word) => `$${word}`))}.`;
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
        const help = `Write \`$${word}\` by itself.`;
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

/** Parts the pointer behind the first `#` from the rest, which ends at `end`. */
function splitPointer(piece: Piece): { readonly end: number; readonly pointer?: Pointer } {
  const hash = piece.text.indexOf('#');
  if (hash === -1) return { end: piece.text.length };
  return { end: hash, pointer: readPointer(subPiece(piece, hash + 1, piece.text.length)) };
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
    const near = at === start ? undefined : nearest(part, fields);
    if (near !== undefined) {
      const meant = `${text.slice(0, at)}${near}${text.slice(at + part.length)}`;
      const range = rangeIn(piece, at, at + part.length);
      fail('expression-syntax', range, `\`${part}\` is not a part of this expression`, didYouMean(meant));
    }
    at += part.length + 1;
  }
  const range = rangeIn(piece, start, Math.max(end, start));
  const [id, name, ...more] = text.slice(start, end).split('.');
  const isPair = more.length === 0 && name !== undefined && name !== '' && !fields.includes(name);
  const help = isPair ? didYouMean(`${text.slice(0, start)}${id}.outputs.${name}`) : `Write it as \`${form}\`.`;
  fail('expression-syntax', range, `the form of this expression is \`${form}\``, help);
}

const componentGroups = ['inputs', 'parameters', 'successActions', 'failureActions'] as const;

/** `$sourceDescriptions.<name>.<what>` and `$components.<group>.<name>`: the first dot parts the two. */
function readPair(piece: Piece, word: 'sourceDescriptions' | 'components'): RuntimeExpression {
  const { text } = piece;
  const form = word === 'components' ? '$components.<group>.<name>' : '$sourceDescriptions.<name>.<operationId or url>';
  const start = afterDot(piece, word, form);
  const dot = text.indexOf('.', start);
  if (dot === -1)
    fail('expression-syntax', rangeIn(piece, start, text.length), 'a name is missing', `The form is \`${form}\`.`);
  const first = readName(piece, start, dot, form);
  const name = readName(piece, dot + 1, text.length, form);
  const range = rangeIn(piece, 0, text.length);
  if (word === 'sourceDescriptions') return { kind: word, source: first, name, range };
  if (!(componentGroups as readonly string[]).includes(first.text)) {
    const near = nearest(first.text, componentGroups);
    const help =
      didYouMean(near, (group) => `$components.${group}.${name.text}`) ?? `Components hold ${listed(componentGroups)}.`;
    fail('expression-syntax', first.range, `components have no \`${first.text}\``, help);
  }
  return { kind: word, group: first, name, range };
}
