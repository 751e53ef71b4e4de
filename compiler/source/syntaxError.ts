import type { YAMLParseError } from 'yaml';
import type { Range } from '../diagnostics/index.ts';
import type { Inspection } from './inspect.ts';

/** A syntax error in words: what is wrong, where, and how to get rid of it. */
export interface SyntaxProblem {
  /** `yaml-tag` where a tag is the matter. */
  readonly code?: 'yaml-tag';
  readonly range: Range;
  readonly message: string;
  readonly help?: string;
}

/**
 * Puts what the YAML parser reports first into words. It reports an end that is missing where it gave up; here the place
 * is where the mistake was made: the opening quote or bracket, the line that is indented too far.
 */
export function describeSyntaxError(
  text: string,
  found: Inspection,
  errors: readonly Pick<YAMLParseError, 'code' | 'message' | 'pos'>[],
): SyntaxProblem {
  const error = errors[0];
  const quote = found.unclosedQuote;
  if (quote !== undefined && (error === undefined || quote.start <= error.pos[0])) {
    return { range: quote, message: 'this quote is never closed', help: `Close it with ${text[quote.start]}.` };
  }
  if (error === undefined) return { range: { start: 0, end: 0 }, message: 'this is not YAML' };
  const range = { start: error.pos[0], end: Math.max(error.pos[0], Math.min(error.pos[1], text.length)) };

  const key = errors.find((each) => each.code === 'MULTILINE_IMPLICIT_KEY' && each.pos[0] === error.pos[0]);
  if (key !== undefined) return describeKey(text, { start: key.pos[0], end: key.pos[1] }, error);

  switch (error.code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return describeNestedKey(text, range);
    case 'TAB_AS_INDENT':
      return { range, message: 'a tab indents this line', help: 'YAML is indented by spaces.' };
    case 'BAD_SCALAR_START':
      return {
        range,
        message: `an unquoted string can't start with ${text[range.start]}`,
        help: 'Put the string in quotes.',
      };
    case 'BAD_DQ_ESCAPE':
      return {
        range: { start: range.start, end: range.start + 2 },
        message: `${text.slice(range.start, range.start + 2)} is not an escape sequence of double-quoted strings`,
        help: 'Write \\\\ for a backslash, or use single quotes.',
      };
    case 'BLOCK_IN_FLOW':
      return missingComma(range);
    case 'BAD_INDENT':
      if (isBracketError(error.message) && found.unclosedBracket !== undefined) {
        return unclosedBracket(text, found.unclosedBracket);
      }
      if (error.message.startsWith('Block scalar')) {
        return { range, message: 'this line is indented less than the text it belongs to' };
      }
      return {
        range,
        message: 'this line is indented differently from those beside it',
        help: 'The entries of an object or array start in the same column.',
      };
    case 'MISSING_CHAR':
      return describeMissing(text, range, error.message, found);
    case 'UNEXPECTED_TOKEN':
      return describeUnexpected(text, range, error.message);
    case 'BAD_ALIAS':
      return {
        range,
        message: 'an alias or anchor needs a name',
        help: 'Put a string that starts with * or & in quotes.',
      };
    case 'ALIAS_PROPS':
    case 'BAD_PROP_ORDER':
    case 'MULTIPLE_ANCHORS':
    case 'MULTIPLE_TAGS':
      return { range, message: 'anchors and tags are written once, directly before a value' };
    case 'TAG_RESOLVE_FAILED':
    case 'BAD_COLLECTION_TYPE':
      return { code: 'yaml-tag', range, message: 'YAML tags are not supported', help: 'Remove the tag.' };
    case 'KEY_OVER_1024_CHARS':
      return { range: { start: range.start, end: range.start + 1 }, message: 'a key has at most 1024 characters' };
    default:
      return { range, message: 'this is not YAML' };
  }
}

/** A key that goes over several lines: a line without `:`, one without a space behind it, or one indented too far. */
function describeKey(text: string, range: Range, error: Pick<YAMLParseError, 'code'>): SyntaxProblem {
  const lines = text.slice(range.start, range.end).split('\n');
  const first = (lines[0] ?? '').trimEnd();
  if (first.startsWith('- ') || first === '-') {
    return {
      range: { start: range.start, end: range.start + 1 },
      message: 'an array item appears among `key: value` entries',
    };
  }
  if (error.code === 'BLOCK_AS_IMPLICIT_KEY' && lines.length > 1) {
    const last = lines.at(-1) ?? '';
    const end = range.end;
    return {
      range: { start: end - last.trimStart().length, end },
      message: 'this line is indented more than the one above it, which already has its value',
      help: 'The entries of an object start in the same column.',
    };
  }
  const colon = first.indexOf(':');
  if (colon > 0) {
    return {
      range: { start: range.start + colon, end: range.start + colon + 1 },
      message: 'a space is missing after the colon',
    };
  }
  return {
    range: { start: range.start, end: range.start + first.length },
    message: `\`${shorten(first)}\` has no colon`,
    help: 'The entries of an object are written `key: value`.',
  };
}

function describeNestedKey(text: string, range: Range): SyntaxProblem {
  const line = text.slice(range.start).split('\n', 1)[0] ?? '';
  const colon = /:(?=\s)/.exec(line);
  const start = colon === null ? range.start : range.start + colon.index;
  return {
    range: { start, end: start + 1 },
    message: 'a second `: ` on one line',
    help: 'Put the value in quotes, or the object on lines of its own.',
  };
}

function describeMissing(text: string, range: Range, message: string, found: Inspection): SyntaxProblem {
  if (isBracketError(message) && found.unclosedBracket !== undefined)
    return unclosedBracket(text, found.unclosedBracket);
  if (message.startsWith('Implicit map keys')) {
    const name = text.slice(range.start, range.end);
    return {
      range,
      message: `\`${shorten(name)}\` has no colon`,
      help: 'The entries of an object are written `key: value`.',
    };
  }
  if (message.startsWith('Missing ,')) return missingComma(range);
  if (message.startsWith('Missing space after :')) return { range, message: 'a space is missing after the colon' };
  if (message.startsWith('Comments')) {
    return { range: { start: range.start, end: range.start + 1 }, message: 'a space is missing before the comment' };
  }
  if (message.startsWith('Sequence item')) {
    return { range, message: 'this is in an array but is not one of its items', help: 'Array items start with `- `.' };
  }
  if (message.startsWith('Missing directives-end')) {
    return { range, message: 'a line `---` is missing between the directives and the document' };
  }
  if (message.startsWith('Block scalars')) {
    return { range, message: 'the empty lines before this text are indented further than the text' };
  }
  return { range, message: 'a space or a line break is missing here' };
}

function describeUnexpected(text: string, range: Range, message: string): SyntaxProblem {
  const what = text.slice(range.start, range.end).split('\n', 1)[0] ?? '';
  if (message.startsWith('Block scalar header')) {
    return { range, message: 'there is text after | or > on the same line', help: 'The text starts on the next line.' };
  }
  if (/^[\]}]/.test(what)) {
    return { range: { start: range.start, end: range.start + 1 }, message: `${what[0]} has nothing to close` };
  }
  if (message.startsWith('Unexpected , in') || message.startsWith('Unexpected empty item')) {
    return { range: { start: range.start, end: range.start + 1 }, message: 'a value is missing before the comma' };
  }
  return {
    range,
    message: `\`${shorten(what)}\` follows a value that has already ended`,
    help: 'Put the whole value in quotes.',
  };
}

function unclosedBracket(text: string, range: Range): SyntaxProblem {
  const open = text[range.start];
  return {
    range,
    message: `this ${open} is not closed, or a line in it is not indented`,
    help: `Close it with ${open === '{' ? '}' : ']'}, indented more than the key it belongs to.`,
  };
}

function missingComma(range: Range): SyntaxProblem {
  return { range: { start: range.start, end: range.start + 1 }, message: 'a comma is missing before or in this value' };
}

function isBracketError(message: string): boolean {
  return message.startsWith('Flow ') && message.includes('end with a');
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
