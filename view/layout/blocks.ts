import type { DrawnEdge, DrawnNode } from '../drawing/drawing.ts';
import { measure, type Type } from '../text/measure.ts';
import { shorten, wrap } from '../text/wrap.ts';
import type { Line, LineRole, Point } from './layout.ts';

/** How each role of a line is set. */
export const TYPES: Readonly<Record<LineRole, Type>> = {
  title: { size: 14, bold: true },
  subtitle: { size: 13, bold: false },
  note: { size: 11, bold: false },
  label: { size: 12, bold: false },
  group: { size: 12, bold: true },
};

/** Lines of text with the room that they take, not yet in their place. */
export interface Block {
  readonly lines: readonly { readonly text: string; readonly role: LineRole }[];
  readonly width: number;
  readonly height: number;
}

const NODE_WIDTH = 250;
const LABEL_WIDTH = 190;
/** The size of a decision, which holds no text, and of a mark where the workflow starts. */
const MARK = 20;

/** The room of a node with the text in it. */
export function nodeBlock({ kind, title, subtitle, notes }: DrawnNode): Block {
  if (kind === 'decision') return { lines: [], width: MARK, height: MARK };
  const quiet = kind === 'failure' || kind === 'wait';
  const lines = [
    ...linesOf(title, quiet ? 'label' : 'title', NODE_WIDTH, 3),
    ...linesOf(subtitle ?? '', 'subtitle', NODE_WIDTH, 3),
    ...notes.flatMap((each) => linesOf(each, 'note', NODE_WIDTH, 3)),
  ];
  const [across, down] = quiet ? [12, 7] : [16, 9];
  const text = textBlock(lines);
  return { lines, width: Math.max(60, text.width + 2 * across), height: text.height + 2 * down };
}

/** The room of an arrow's label; undefined where it has none. */
export function labelBlock({ label }: DrawnEdge): Block | undefined {
  if (label.length === 0) return undefined;
  return textBlock(label.flatMap((each) => linesOf(each, 'label', LABEL_WIDTH, 4)));
}

/** The title of a group. */
export function groupBlock(title: string): Block {
  return textBlock([{ text: shorten(title, NODE_WIDTH, TYPES.group), role: 'group' }]);
}

/** Lines, one below the other, around this middle. */
export function placeLines(lines: Block['lines'], middle: Point): readonly Line[] {
  const height = lines.reduce((sum, { role }) => sum + lineHeight(role), 0);
  let top = middle.y - height / 2;
  return lines.map(({ text, role }) => {
    // Letters stand a little above the bottom of their line: at about three quarters of it.
    const y = top + lineHeight(role) * 0.5 + TYPES[role].size * 0.36;
    top += lineHeight(role);
    return { text, role, x: middle.x, y };
  });
}

function textBlock(lines: Block['lines']): Block {
  return {
    lines,
    width: Math.max(0, ...lines.map(({ text, role }) => measure(text, TYPES[role]))),
    height: lines.reduce((sum, { role }) => sum + lineHeight(role), 0),
  };
}

function linesOf(text: string, role: LineRole, width: number, most: number): Block['lines'] {
  return wrap(text, width, TYPES[role], most).map((line) => ({ text: line, role }));
}

function lineHeight(role: LineRole): number {
  return Math.round(TYPES[role].size * 1.35);
}
