import { type Block, code, type Inline, paragraph } from '../explain/blocks.ts';
import { toMarkdown } from '../explain/toMarkdown.ts';
import { toText } from '../explain/toText.ts';
import type { Change, MachineDiff } from './compareMachines.ts';
import { type Area, areas } from './traits.ts';

const titles: Readonly<Record<Area, string>> = {
  inputs: 'Inputs',
  outputs: 'Outputs',
  permissions: 'Permissions of the role',
  secrets: 'Secrets',
  states: 'States',
  sent: 'What is sent',
  retries: 'Retries',
  transitions: 'What follows',
  cost: 'Time and cost',
};

/** Differences as text for a terminal. */
export function diffText(diffs: readonly MachineDiff[]): string {
  return toText(diffs.flatMap(blocksOf));
}

/** Differences as Markdown, for a pull request. */
export function diffMarkdown(diffs: readonly MachineDiff[]): string {
  return toMarkdown(diffs.flatMap(blocksOf));
}

function blocksOf({ workflow, kind, changes }: MachineDiff): readonly Block[] {
  const heading: Block = { kind: 'heading', level: 2, text: [code(workflow)] };
  switch (kind) {
    case 'same':
      return [heading, paragraph(['It does what it did.'])];
    case 'added':
      return [heading, paragraph(['The workflow is new.'])];
    case 'removed':
      return [heading, paragraph(['The workflow is gone.'])];
    case 'changed':
      return [heading, ...breaking(changes), ...areas.flatMap((area) => tableOf(area, changes))];
    default:
      return kind satisfies never;
  }
}

function breaking(changes: readonly Change[]): readonly Block[] {
  const found = changes.filter((change) => change.breaking);
  if (found.length === 0) return [];
  const names: Inline = found.flatMap(({ area, what }, at) => [
    `${at === 0 ? '' : ', '}${area === 'inputs' ? 'input' : 'output'} `,
    code(what),
  ]);
  return [paragraph(['Breaks who starts it or reads its outputs: ', ...names, '.'])];
}

function tableOf(area: Area, changes: readonly Change[]): readonly Block[] {
  const rows = changes
    .filter((change) => change.area === area)
    .map(({ what, before, after }): readonly Inline[] => [
      [before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'],
      [code(what)],
      before === undefined ? [] : [code(before)],
      after === undefined ? [] : [code(after)],
    ]);
  if (rows.length === 0) return [];
  return [
    { kind: 'heading', level: 3, text: [titles[area]] },
    { kind: 'table', head: ['', '', 'before', 'after'], rows },
  ];
}
