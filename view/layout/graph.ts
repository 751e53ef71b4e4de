import type { Graph, Node, Subgraph } from '@viz-js/viz';
import type { Drawing, DrawnEdge, DrawnGroup, DrawnNode } from '../drawing/drawing.ts';
import { type Block, groupBlock, labelBlock } from './blocks.ts';

/** Around each node: where the heads of arrows go, and what keeps other arrows away. Pixels. */
export const AIR = 8;

/** What Graphviz is asked to place: boxes and labels of these sizes, which it shall not fill. */
export function graphOf(drawing: Drawing, blocks: ReadonlyMap<string, Block>): Graph {
  const beside = besides(drawing);
  const main = new Set(drawing.edges.filter((edge) => edge.main).flatMap(({ from, to }) => [from, to]));
  const inGroup = (group: string | undefined): Pick<Subgraph, 'nodes' | 'subgraphs'> => ({
    nodes: drawing.nodes
      .filter((node) => node.group === group)
      .map((node) => sized(node, blocks.get(node.id), main.has(node.id))),
    subgraphs: [
      ...drawing.groups
        .filter(({ parent }) => parent === group)
        .map((each) => ({ name: `cluster_${each.id}`, graphAttributes: groupAttributes(each), ...inGroup(each.id) })),
      ...[...beside]
        .filter(([node]) => node.group === group)
        .map(([{ id }, from]) => ({ graphAttributes: { rank: 'same' }, nodes: [{ name: from }, { name: id }] })),
    ],
  });
  const { nodes = [], subgraphs = [] } = inGroup(undefined);
  return {
    directed: true,
    graphAttributes: { rankdir: 'TB', newrank: true, nodesep: 0.2, ranksep: 0.25, pad: 0 },
    nodeAttributes: { label: '', fixedsize: true, shape: 'box' },
    edgeAttributes: { arrowhead: 'none' },
    nodes,
    subgraphs,
    edges: drawing.edges.map((edge) => {
      const block = labelBlock(edge);
      return {
        tail: edge.from,
        head: edge.to,
        attributes: {
          id: edge.id,
          weight: weightOf(edge),
          ...(block === undefined ? {} : { label: room(block.width + 8, block.height + 6) }),
        },
      };
    }),
  };
}

/** How much an arrow is kept short and straight: the way of success most of all. */
function weightOf({ main, kind }: DrawnEdge): number {
  if (main) return 50;
  return kind === 'next' ? 10 : kind === 'caught' ? 1 : 2;
}

/**
 * A failure that one state alone leads to stands beside it, so that the way down is that of success. There is room for
 * one: an arrow to a second would go over the first.
 */
function besides({ nodes, edges }: Drawing): ReadonlyMap<DrawnNode, string> {
  const beside = new Map<DrawnNode, string>();
  const taken = new Set<string>();
  for (const node of nodes) {
    const [only, ...more] = edges.filter(({ to }) => to === node.id);
    const alone = only !== undefined && more.length === 0 && !taken.has(only.from);
    if (node.kind !== 'failure' || !alone) continue;
    taken.add(only.from);
    beside.set(node, only.from);
  }
  return beside;
}

function sized({ id, kind, group }: DrawnNode, block: Block | undefined, isMain: boolean): Node {
  const { width, height } = block ?? { width: 0, height: 0 };
  const quiet = kind === 'failure' || kind === 'wait';
  return {
    name: id,
    attributes: {
      width: inches(width + 2 * AIR),
      height: inches(height + 2 * AIR),
      // Graphviz keeps what has the same group in a straight line.
      ...(isMain || (group !== undefined && !quiet) ? { group: group ?? 'main' } : {}),
    },
  };
}

function groupAttributes({ title }: DrawnGroup) {
  const { width, height } = groupBlock(title);
  return { label: room(width + 16, height + 6), labeljust: 'r', margin: 10 };
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
