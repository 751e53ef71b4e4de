import type { Layout, Line, PlacedEdge, PlacedGroup, PlacedNode, Point } from '../layout/layout.ts';
import { escapeXml } from './escape.ts';
import { styleSheet, type Theme } from './style.ts';

/** How a picture is written. */
export interface SvgOptions {
  /** Without it `auto`. */
  readonly theme?: Theme;
  /** The typeface (CSS `font-family`); without it that of the reader's system. */
  readonly font?: string;
}

/**
 * A picture as SVG, in the size of its layout; a document of its own that may also stand inside a page. What stands in it
 * as text is found by search and read aloud; each state is a group with the state's name as `data-state`.
 */
export function toSvg(layout: Layout, { theme = 'auto', font }: SvgOptions = {}): string {
  const { title, description, width, height } = layout;
  const id = `arazzo-${title.replaceAll(/[^A-Za-z0-9_-]/g, '_')}`;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" class="arazzo-picture" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-desc">`,
    `<title id="${id}-title">${escapeXml(title)}</title>`,
    `<desc id="${id}-desc">${escapeXml(description)}</desc>`,
    `<style>\n${styleSheet(theme, font)}\n</style>`,
    ...layout.groups.map(groupSvg),
    ...layout.edges.map(edgeSvg),
    ...layout.nodes.map(nodeSvg),
    '</svg>',
  ].join('\n')}\n`;
}

function groupSvg({ x, y, width, height, line }: PlacedGroup): string {
  const box = `<rect class="frame" x="${number(x - width / 2)}" y="${number(y - height / 2)}" width="${number(width)}" height="${number(height)}" rx="10"/>`;
  return `<g>${box}${textSvg({ ...line, x: x - width / 2 + 12 })}</g>`;
}

function nodeSvg(placed: PlacedNode): string {
  const { node, lines } = placed;
  return `<g class="${node.kind}" data-state="${escapeXml(node.state)}"><title>${escapeXml(node.about)}</title>${shapeSvg(placed)}${lines.map(textSvg).join('')}</g>`;
}

function shapeSvg({ node, x, y, width, height }: PlacedNode): string {
  if (node.kind === 'decision') {
    const corners = [
      `${x},${number(y - height / 2)}`,
      `${number(x + width / 2)},${y}`,
      `${x},${number(y + height / 2)}`,
      `${number(x - width / 2)},${y}`,
    ];
    return `<polygon class="box" points="${corners.join(' ')}"/>`;
  }
  const round = node.kind === 'call' ? 6 : height / 2;
  return `<rect class="box" x="${number(x - width / 2)}" y="${number(y - height / 2)}" width="${width}" height="${height}" rx="${number(Math.min(round, 18))}"/>`;
}

function edgeSvg({ edge, curve, tip, label }: PlacedEdge): string {
  const kind = edge.main ? `${edge.kind} main` : edge.kind;
  const title = edge.about === undefined ? '' : `<title>${escapeXml(edge.about)}</title>`;
  const text = label === undefined ? '' : label.lines.map(textSvg).join('');
  return `<g class="${kind}" data-edge="${edge.from}-${edge.to}">${title}<path class="curve" d="${pathOf(curve)}"/>${headSvg(curve.at(-1) ?? tip, tip)}${text}</g>`;
}

function pathOf([start, ...rest]: readonly Point[]): string {
  if (start === undefined) return '';
  return `M${start.x},${start.y}C${rest.map(({ x, y }) => `${x},${y}`).join(' ')}`;
}

/** An arrowhead from the end of its curve to its tip. */
function headSvg(base: Point, tip: Point): string {
  const [dx, dy] = [tip.x - base.x, tip.y - base.y];
  const length = Math.hypot(dx, dy) || 1;
  const [across, along] = [(-dy / length) * 3.6, (dx / length) * 3.6];
  const corners = [tip, { x: base.x + across, y: base.y + along }, { x: base.x - across, y: base.y - along }];
  return `<polygon class="head" points="${corners.map(({ x, y }) => `${number(x)},${number(y)}`).join(' ')}"/>`;
}

function textSvg({ text, role, x, y }: Line): string {
  return `<text class="${role}" x="${number(x)}" y="${number(y)}">${escapeXml(text)}</text>`;
}

/** A number with at most one digit behind the point. */
function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}
