import type { Drawing, DrawnEdge, DrawnGroup, DrawnNode } from '../drawing/drawing.ts';
import { type Block, groupBlock, labelBlock, nodeBlock, placeLines } from './blocks.ts';
import { graphOf } from './graph.ts';
import type { Layout, PlacedEdge, PlacedGroup, PlacedNode, Point } from './layout.ts';
import { touchPoint } from './outline.ts';
import { type Placed, readPlaces } from './readPlaces.ts';

/** Between the picture and its edge. */
const MARGIN = 8;

/**
 * Places a drawing, from top to bottom, by Graphviz (its layout engine `dot`), which is loaded when it is needed. The
 * same drawing gets the same places.
 */
export async function layoutDrawing(drawing: Drawing): Promise<Layout> {
  const viz = await (await import('@viz-js/viz')).instance();
  const blocks = new Map(drawing.nodes.map((node) => [node.id, nodeBlock(node)] as const));
  const result = viz.render(graphOf(drawing, blocks), { format: 'json0', yInvert: true });
  if (result.status === 'failure')
    throw new Error(`graphviz: ${result.errors.map(({ message }) => message).join('; ')}`);
  const placed = readPlaces(result.output);
  const nodes = new Map(drawing.nodes.map((node) => [node.id, placeNode(node, blocks, placed)] as const));
  const { title, description } = drawing;
  return {
    title,
    description,
    width: Math.ceil(placed.width + 2 * MARGIN),
    height: Math.ceil(placed.height + 2 * MARGIN),
    nodes: [...nodes.values()],
    edges: drawing.edges.map((edge) => placeEdge(edge, nodes, placed)),
    groups: drawing.groups.map((group) => placeGroup(group, placed)),
  };
}

function placeNode(node: DrawnNode, blocks: ReadonlyMap<string, Block>, placed: Placed): PlacedNode {
  const middle = move(placed.nodes.get(node.id) ?? ORIGIN, placed);
  const { width, height, lines } = blocks.get(node.id) ?? { width: 0, height: 0, lines: [] };
  return { node, ...middle, width: Math.ceil(width), height: Math.ceil(height), lines: placeLines(lines, middle) };
}

/** Graphviz' curves end before the nodes, by the air around them: a line goes on from there, and the arrow's head. */
function placeEdge(edge: DrawnEdge, nodes: ReadonlyMap<string, PlacedNode>, placed: Placed): PlacedEdge {
  const { curve: found = [], label } = placed.edges.get(edge.id) ?? {};
  const curve = found.map((point) => move(point, placed));
  const touch = (id: string, end = ORIGIN, before = ORIGIN): Point => {
    const node = nodes.get(id);
    return node === undefined ? end : rounded(touchPoint(node.node.kind, node, end, before));
  };
  const block = labelBlock(edge);
  const middle = label === undefined ? undefined : move(label, placed);
  return {
    edge,
    start: touch(edge.from, curve[0], curve[1]),
    curve,
    tip: touch(edge.to, curve.at(-1), curve.at(-2)),
    ...(block === undefined || middle === undefined
      ? {}
      : { label: { ...middle, width: block.width, height: block.height, lines: placeLines(block.lines, middle) } }),
  };
}

function placeGroup(group: DrawnGroup, placed: Placed): PlacedGroup {
  const { width, height, label, ...middle } = placed.groups.get(group.id) ?? NOWHERE;
  const box = { ...move(middle, placed), width, height };
  return { group, ...box, lines: placeLines(groupBlock(group.title).lines, move(label, placed)) };
}

const ORIGIN: Point = { x: 0, y: 0 };
const NOWHERE = { ...ORIGIN, width: 0, height: 0, label: ORIGIN };

function move({ x, y }: Point, { left, top }: Placed): Point {
  return rounded({ x: x - left + MARGIN, y: y - top + MARGIN });
}

/** To a tenth of a pixel: the same in the text of every picture. */
function rounded({ x, y }: Point): Point {
  return { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 };
}
