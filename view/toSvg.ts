import type { Layout, Line, PlacedEdge, PlacedGroup, PlacedNode, Point } from './layout/layout.ts';
import { cornerRadius } from './layout/outline.ts';
import { escapeXml } from './svg/escape.ts';
import { darkStyleSheet, type Presentation, presentation, type Theme, unstyled } from './svg/style.ts';

/** How a picture is written. */
export interface SvgOptions {
  /** Without it `auto`: light, and dark where a program that understands style sheets shows it on a dark screen. */
  readonly theme?: Theme;
  /** The typeface (CSS `font-family`); without it that of the reader's system. */
  readonly font?: string;
  /** Without colours of its own, for a page that has `styleSheet`. */
  readonly bare?: boolean;
}

/**
 * A picture as SVG, in the size of its layout; a document of its own that may also stand inside a page. What stands in it
 * as text is found by search and read aloud; each state is a group with the state's name as `data-state`.
 */
export function toSvg(layout: Layout, { theme = 'auto', font, bare = false }: SvgOptions = {}): string {
  const { title, description, width, height } = layout;
  const look = bare ? unstyled : presentation(theme === 'dark' ? 'dark' : 'light', font);
  const id = `arazzo-${title.replaceAll(/[^A-Za-z0-9_-]/g, '_')}`;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" class="arazzo-picture" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"${look.font} role="img" aria-labelledby="${id}-title" aria-describedby="${id}-desc">`,
    `<title id="${id}-title">${escapeXml(title)}</title>`,
    `<desc id="${id}-desc">${escapeXml(description)}</desc>`,
    ...(bare || theme !== 'auto' ? [] : [`<style>\n${darkStyleSheet()}\n</style>`]),
    ...layout.groups.map((group) => groupSvg(group, look)),
    ...layout.edges.map((edge) => edgeSvg(edge, look)),
    ...layout.nodes.map((node) => nodeSvg(node, look)),
    '</svg>',
  ].join('\n')}\n`;
}

function groupSvg({ x, y, width, height, lines }: PlacedGroup, look: Presentation): string {
  const box = `<rect class="frame" x="${number(x - width / 2)}" y="${number(y - height / 2)}" width="${number(width)}" height="${number(height)}" rx="10"${look.of('frame', [])}/>`;
  return `<g>${box}${lines.map((line) => textSvg({ ...line, x: x + width / 2 - 12 }, [], look)).join('')}</g>`;
}

function nodeSvg(placed: PlacedNode, look: Presentation): string {
  const { node, lines } = placed;
  return `<g class="${node.kind}" data-state="${escapeXml(node.state)}"><title>${escapeXml(node.about)}</title>${shapeSvg(placed, look)}${lines.map((line) => textSvg(line, [node.kind], look)).join('')}</g>`;
}

function shapeSvg(placed: PlacedNode, look: Presentation): string {
  const { node, x, y, width, height } = placed;
  const paint = look.of('box', [node.kind]);
  if (node.kind === 'decision') {
    const corners = [
      { x, y: y - height / 2 },
      { x: x + width / 2, y },
      { x, y: y + height / 2 },
      { x: x - width / 2, y },
    ];
    return `<polygon class="box" points="${pointsOf(corners)}"${paint}/>`;
  }
  return `<rect class="box" x="${number(x - width / 2)}" y="${number(y - height / 2)}" width="${width}" height="${height}" rx="${number(cornerRadius(node.kind, placed))}"${paint}/>`;
}

function edgeSvg({ edge, start, curve, tip, label }: PlacedEdge, look: Presentation): string {
  const kinds = edge.main ? [edge.kind, 'main'] : [edge.kind];
  const title = edge.about === undefined ? '' : `<title>${escapeXml(edge.about)}</title>`;
  const text = label === undefined ? '' : label.lines.map((line) => textSvg(line, kinds, look)).join('');
  const [first = start, ...rest] = curve;
  const neck = neckOf(curve.at(-1) ?? start, tip);
  const path = `M${pointsOf([start])}L${pointsOf([first])}C${pointsOf(rest)}L${pointsOf([neck])}`;
  return `<g class="${kinds.join(' ')}" data-edge="${edge.from}-${edge.to}">${title}<path class="curve" d="${path}"${look.of('curve', kinds)}/>${headSvg(neck, tip, look)}${text}</g>`;
}

/** Where the head of an arrow begins that comes from a point and touches at a tip. */
function neckOf(from: Point, tip: Point): Point {
  const length = Math.hypot(tip.x - from.x, tip.y - from.y) || 1;
  const part = HEAD / length;
  return { x: tip.x + (from.x - tip.x) * part, y: tip.y + (from.y - tip.y) * part };
}

/** Length of an arrow's head, and its width to either side of the line. */
const HEAD = 8;
const HALF_HEAD = 3.6;

function headSvg(neck: Point, tip: Point, look: Presentation): string {
  const across = ((tip.y - neck.y) / HEAD) * HALF_HEAD;
  const along = ((tip.x - neck.x) / HEAD) * HALF_HEAD;
  const corners = [tip, { x: neck.x - across, y: neck.y + along }, { x: neck.x + across, y: neck.y - along }];
  return `<polygon class="head" points="${pointsOf(corners)}"${look.of('head', [])}/>`;
}

function pointsOf(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${number(x)},${number(y)}`).join(' ');
}

function textSvg({ text, role, x, y }: Line, kinds: readonly string[], look: Presentation): string {
  return `<text class="${role}" x="${number(x)}" y="${number(y)}"${look.of('text', kinds, role)}>${escapeXml(text)}</text>`;
}

/** A number with at most one digit behind the point. */
function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}
