import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Hover, MarkupContent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { hover } from '../../editor/hover.ts';
import { references } from '../../editor/names/navigate.ts';
import { type Analysis, Workspace } from '../../editor/workspace.ts';

const text = readFileSync(join(__dirname, '..', '..', 'workflows', 'amazon-connect-provision-user.yml'), 'utf8');

/** A document that changes in an editor, and what is known of it after each change. */
function typing(): (text: string) => Analysis {
  const workspace = new Workspace({ all: () => [] });
  let version = 0;
  return (changed) => {
    version += 1;
    const known = workspace.analysis(TextDocument.create('untitled:a.yml', 'yaml', version, changed));
    if (known === undefined) throw new Error('it is no Arazzo document');
    return known;
  };
}

function told(found: Hover | undefined): string {
  return (found?.contents as MarkupContent | undefined)?.value ?? '';
}

test('what a step becomes is told as it last was, and anew once it is known what is wrong', () => {
  const type = typing();
  const step = text.indexOf('createAgent');
  type(text).found();
  const wrong = type(text.replace('operationId: createUser', 'operationId: nothing'));
  expect(told(hover(wrong, step))).toContain('connect:CreateUser');
  expect(wrong.found().map(({ code }) => code)).toContain('operation-unknown');
  expect(told(hover(wrong, step))).toBe('What it becomes is told once its workflow has no errors.');
});

test('what is wrong is that of the whole text, whichever way it was changed', () => {
  const type = typing();
  type(text);
  for (const changed of [
    text.replace('operationId: createUser', 'operationId: "createUser'),
    text.replace('operationId: createUser', 'operationId: creteUser'),
    text.replace('- stepId: createAgent', '- stepId: createAgent\n    stepId: again'),
    text.replace('- stepId: createAgent', '- stepId: createAgent\n    operationId: [\n'),
    text,
  ])
    expect(type(changed).found()).toEqual(typing()(changed).found());
});

test('a text is the one that it is, whatever version an editor says it has', () => {
  const workspace = new Workspace({ all: () => [] });
  const known = (written: string) =>
    workspace.analysis(TextDocument.create('untitled:a.yml', 'yaml', 1, written))?.examined.document?.workflows[0]?.id
      .value;
  expect(known(text)).toBe('provision-user');
  expect(known(text.replace('workflowId: provision-user', 'workflowId: other'))).toBe('other');
});

test('names are found in all of a text of which a line is unfinished', () => {
  const type = typing();
  const at = text.indexOf('$inputs.instanceId') + '$inputs.'.length;
  const before = references(type(text), at, true).length;
  const unfinished = text.replace(/\n *outputs:/, '\n    "$&');
  expect(unfinished).not.toBe(text);
  expect(references(type(unfinished), at, true)).toHaveLength(before);
  expect(references(type(text), at, true)).toHaveLength(before);
});
