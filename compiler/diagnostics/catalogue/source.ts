import { entries } from './entry.ts';
import { example } from './example.ts';

const good = example('Steps');

/** What `compiler/source` reports. */
export const sourceEntries = entries({
  'yaml-syntax': {
    severity: 'error',
    title: 'The file is no YAML',
    explanation:
      'The text is neither YAML 1.2 nor JSON, so nothing else of it can be checked. The place shown is where the mistake was made as far as ' +
      'that can be told: the quote or bracket that is never closed, the line that is indented differently from its neighbours.',
    bad: good.replace('title: Steps', 'title: "Steps'),
    good,
  },
  'yaml-character': {
    severity: 'error',
    title: 'A character that YAML does not allow',
    explanation:
      'Control characters (but tab and line breaks) and carriage returns without a line feed may not stand in YAML or JSON. Inside of a ' +
      'double-quoted text they can be written as escapes, for example `"\\x01"`.',
    bad: good.replace('title: Steps', 'title: "Steps\u0001"'),
    good: good.replace('title: Steps', 'title: "Steps\\x01"'),
  },
  'yaml-duplicate-key': {
    severity: 'error',
    title: 'A key is given twice in one map',
    explanation:
      'Keys of a map are unique. Runners differ in which of the two values they take, so neither is taken silently.',
    bad: good.replace('  title: Steps\n', '  title: Steps\n  title: Stairs\n'),
    good,
  },
  'yaml-documents': {
    severity: 'error',
    title: 'Several documents in one file',
    explanation: 'A file holds one Arazzo description. Put what stands behind `---` into a file of its own.',
    bad: `${good}---\n${good}`,
    good,
  },
  'yaml-tag': {
    severity: 'error',
    title: 'YAML tags are not supported',
    explanation:
      'Values are those that JSON has. A tag (`!!binary`, `!Ref`) would make something else of a value; remove it. Text that starts with `!` is ' +
      'put into quotes.',
    bad: good.replace('title: Steps', 'title: !Sub Steps'),
    good: good.replace('title: Steps', "title: '!Sub Steps'"),
  },
  'yaml-merge-key': {
    severity: 'error',
    title: 'YAML 1.2 has no merge keys',
    explanation:
      'The key `<<` merged maps in YAML 1.1 and means nothing in YAML 1.2, which Arazzo documents are written in. Write the entries out, or use a ' +
      'reusable object of `components`. Aliases that stand for a whole value are fine.',
    bad: good.replace('info:\n', 'info:\n  <<: { summary: Up and down }\n'),
    good: good.replace('info:\n', 'info:\n  summary: Up and down\n'),
  },
  'yaml-key': {
    severity: 'error',
    title: 'A key of a map must be text',
    explanation:
      'Lists, maps and aliases can be keys in YAML; JSON has no counterpart for them. A text that starts with `{`, `[` or `*` is put into quotes.',
    bad: good.replace('info:\n', 'info:\n  ? [x-note]\n  : text\n'),
    good: good.replace('info:\n', "info:\n  'x-note': text\n"),
  },
  'yaml-alias': {
    severity: 'error',
    title: 'An alias without an anchor before it',
    explanation:
      'An alias `*name` stands for the value that was marked `&name` earlier in the file; it can not stand inside that value. A text that starts with ' +
      '`*` is put into quotes.',
    bad: good.replace('title: Steps', 'title: *name'),
    good: good.replace('title: Steps', 'title: &name Steps\n  summary: *name'),
  },
  'number-not-finite': {
    severity: 'error',
    title: 'A number that JSON does not have',
    explanation:
      'Infinity, not-a-number, and numbers above about 1.8e308 can be written in YAML and not be sent as JSON.',
    bad: good.replace('info:\n', 'info:\n  x-limit: .inf\n'),
    good: good.replace('info:\n', "info:\n  x-limit: '.inf'\n"),
  },
  'number-imprecise': {
    severity: 'warning',
    title: 'A number loses digits',
    explanation:
      'JSON numbers keep about 15 digits and no leading zeros. An account number or another name made of digits is text: put it into quotes.',
    bad: good.replace('info:\n', 'info:\n  x-account: 001234567890\n'),
    good: good.replace('info:\n', "info:\n  x-account: '001234567890'\n"),
  },
  'document-empty': {
    severity: 'error',
    title: 'The file is empty',
    explanation: 'There is nothing in the file but, perhaps, comments.',
    bad: '# nothing yet\n',
    good,
  },
  'document-limit': {
    severity: 'error',
    title: 'The document is larger than any definition can be',
    explanation:
      'A file has at most 16 Mi characters, 200 levels of nesting and 2,000,000 values, at most 50,000 of them by aliases. A state machine ' +
      'definition has at most 1 MiB, so a document of such size could not be deployed.',
    bad: `${'['.repeat(201)}${']'.repeat(201)}\n`,
    good,
  },
  encoding: {
    severity: 'error',
    title: 'The file is not UTF-8',
    explanation:
      'Files are read as UTF-8, or as UTF-16 if they begin like it. A file with bytes that are neither is refused: whatever they were meant to be, a guess ' +
      'could be wrong. The place shown is where the first of them stand.',
  },
});
