import { printable } from '../../compiler/diagnostics/index.ts';
import type { Block, Inline } from './blocks.ts';

/** Blocks as Markdown with tables (GitHub Flavored Markdown); what comes from a document stays text. */
export function toMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(blockText).join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${inlineText(block.text)}`;
    case 'paragraph':
      return inlineText(block.text);
    case 'list':
      return block.items.map((item) => `- ${inlineText(item)}`).join('\n');
    case 'table':
      return [
        rowText(block.head.map((each) => [each])),
        rowText(
          block.head.map(() => ['---']),
          false,
        ),
        ...block.rows.map((row) => rowText(row)),
      ].join('\n');
    default:
      return block satisfies never;
  }
}

function rowText(cells: readonly Inline[], escaped = true): string {
  // A table's cells end at a bar even inside of code.
  const texts = cells.map((cell) => (escaped ? inlineText(cell).replaceAll(/\\?\|/g, '\\|') : cell.join('')));
  return `| ${texts.join(' | ')} |`;
}

function inlineText(text: Inline): string {
  return text.map((part) => (typeof part === 'string' ? escapeText(part) : codeSpan(part.code))).join('');
}

function escapeText(text: string): string {
  return printable(text).replaceAll(/[\\`*_{}[\]<>#|&~]/g, '\\$&');
}

/** Code between so many backticks that none in it ends it. */
function codeSpan(text: string): string {
  const shown = printable(text);
  if (shown.trim() === '') return '` `';
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const gap = longest > 0 ? ' ' : '';
  return `${fence}${gap}${shown}${gap}${fence}`;
}
