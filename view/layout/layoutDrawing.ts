import type { Graph, Node, Subgraph } from '@viz-js/viz';
import type { Drawing, DrawnGroup, DrawnNode } from '../drawing/drawing.ts';
import { type Block, groupBlock, labelBlock, nodeBlock, placeLines } from './blocks.ts';
import type { Layout, PlacedEdge, PlacedGroup, PlacedNode, Point } from './layout.ts';
import { type Placed, readPlaces } from './readPlaces.ts';

/** Between the picture and its edge. */
const MARGIN = 12;
/** Above and below what stands beside. */
const AIR = 8;

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
  return place(drawing, blocks, readPlaces(result.output));
}

function graphOf(drawing: Drawing, blocks: ReadonlyMap<string, Block>): Graph {
  const beside = besides(drawing);
  const sameRank = [...beside].map(([id, from]) => ({
    graphAttributes: { rank: 'same' },
    nodes: [{ name: from }, { name: id }],
  }));
  const inGroup = (group: string | undefined): Pick<Subgraph, 'nodes' | 'subgraphs'> => ({
    nodes: drawing.nodes.filter((node) => node.group === group).map((node) => sized(node, blocks, beside)),
    subgraphs: drawing.groups
      .filter(({ parent }) => parent === group)
      .map((each) => ({ name: `cluster_${each.id}`, graphAttributes: groupAttributes(each), ...inGroup(each.id) })),
  });
  const top = inGroup(undefined);
  return {
    directed: true,
    graphAttributes: { rankdir: 'TB', newrank: true, nodesep: 0.35, ranksep: 0.4, pad: 0 },
    nodeAttributes: { label: '', fixedsize: true, shape: 'box' },
    edgeAttributes: { arrowsize: 0.8 },
    nodes: top.nodes ?? [],
    subgraphs: [...(top.subgraphs ?? []), ...sameRank],
    edges: drawing.edges.map((edge) => {
      const block = labelBlock(edge);
      return {
        tail: edge.from,
        head: edge.to,
        attributes: {
          id: edge.id,
          weight: edge.main ? 20 : edge.kind === 'caught' ? 1 : 2,
          ...(block === undefined ? {} : { label: room(block.width + 8, block.height + 6) }),
        },
      };
    }),
  };
}

/** A failure that one state alone leads to stands beside it, so that the way down is that of success. */
function besides({ nodes, edges }: Drawing): ReadonlyMap<string, string> {
  const beside = new Map<string, string>();
  for (const { id, kind } of nodes) {
    const [only, ...more] = edges.filter(({ to }) => to === id);
    if (kind === 'failure' && only !== undefined && more.length === 0) beside.set(id, only.from);
  }
  return beside;
}

function sized({ id, kind }: DrawnNode, blocks: ReadonlyMap<string, Block>, beside: ReadonlyMap<string, string>): Node {
  const { width, height } = blocks.get(id) ?? { width: 0, height: 0 };
  const shape = kind === 'decision' ? { shape: 'diamond' } : {};
  // What stands beside is reached from the side, so room above and below only keeps other arrows away.
  const air = beside.has(id) ? 2 * AIR : 0;
  return { name: id, attributes: { ...shape, width: inches(width), height: inches(height + air) } };
}

function groupAttributes({ title }: DrawnGroup) {
  const { width, height } = groupBlock(title);
  return { label: room(width + 16, height + 6), labeljust: 'l', margin: 14 };
}

/** A label that takes this room and holds nothing: its text is ours to set. */
function room(width: number, height: number): { html: string } {
  const size = `fixedsize="true" width="${Math.ceil(width)}" height="${Math.ceil(height)}"`;
  return {
    html: `<table border="0" cellborder="0" cellspacing="0" cellpadding="0" ${size}><tr><td></td></tr></table>`,
  };
}

/** Graphviz counts the sizes of nodes in inches, 72 of its points each; a point is a pixel here. */
function inches(pixels: number): number {
  return Math.ceil(pixels) / 72;
}

function place(drawing: Drawing, blocks: ReadonlyMap<string, Block>, placed: Placed): Layout {
  const move = ({ x, y }: Point): Point => ({ x: round(x - placed.left + MARGIN), y: round(y - placed.top + MARGIN) });
  const nodes = drawing.nodes.map((node): PlacedNode => {
    const middle = move(placed.nodes.get(node.id) ?? { x: 0, y: 0 });
    const block = blocks.get(node.id) ?? { lines: [], width: 0, height: 0 };
    const [width, height] = [Math.ceil(block.width), Math.ceil(block.height)];
    return { node, ...middle, width, height, lines: placeLines(block, middle) };
  });
  const edges = drawing.edges.map((edge): PlacedEdge => {
    const found = placed.edges.get(edge.id);
    const block = labelBlock(edge);
    const middle = found?.label === undefined ? undefined : move(found.label);
    return {
      edge,
      curve: found?.curve.map(move) ?? [],
      tip: move(found?.tip ?? { x: 0, y: 0 }),
      ...(block === undefined || middle === undefined
        ? {}
        : { label: { ...middle, width: block.width, height: block.height, lines: placeLines(block, middle) } }),
    };
  });
  const groups = drawing.groups.map((group): PlacedGroup => {
    const box = placed.groups.get(group.id) ?? { x: 0, y: 0, width: 0, height: 0, label: { x: 0, y: 0 } };
    const [line] = placeLines(groupBlock(group.title), move(box.label));
    return {
      group,
      ...move(box),
      width: box.width,
      height: box.height,
      line: line ?? { text: '', role: 'group', ...move(box.label) },
    };
  });
  const { title, description } = drawing;
  return {
    title,
    description,
    width: Math.ceil(placed.width + 2 * MARGIN),
    height: Math.ceil(placed.height + 2 * MARGIN),
    nodes,
    edges,
    groups,
  };
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
