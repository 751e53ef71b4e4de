import type { Range } from '../../compiler/diagnostics/index.ts';
import type { MapNode, Node } from '../../compiler/source/index.ts';

/** Where something stands in a tree: keys and positions, from the root inwards. */
export type Path = readonly (string | number)[];

/** A node, and the way to it. */
export interface Found {
  readonly path: Path;
  readonly node: Node;
  /** The nodes on the way, from the root to the node itself. */
  readonly nodes: readonly Node[];
  /** It is the key of an entry, which `path` leads to; `nodes` ends with the map. */
  readonly isKey: boolean;
}

/** The innermost key or value around an offset; undefined outside of the tree. */
export function foundAt(root: Node, offset: number): Found | undefined {
  const path: (string | number)[] = [];
  const nodes: Node[] = [];
  for (let node = root; ; ) {
    if (!isAround(node, offset)) return nodes.length === 0 ? undefined : leaving(path, nodes);
    nodes.push(node);
    const next = childAround(node, offset);
    if (next === undefined) return { path, node, nodes, isKey: false };
    path.push(next.step);
    if (next.isKey) return { path, node: next.node, nodes, isKey: true };
    node = next.node;
  }
}

/** Between the children of a collection. */
function leaving(path: (string | number)[], nodes: readonly Node[]): Found | undefined {
  const node = nodes.at(-1);
  return node === undefined ? undefined : { path: path.slice(0, -1), node, nodes, isKey: false };
}

interface Child {
  readonly step: string | number;
  readonly node: Node;
  readonly isKey: boolean;
}

function childAround(node: Node, offset: number): Child | undefined {
  switch (node.kind) {
    case 'scalar':
      return undefined;
    case 'list': {
      const step = node.items.findIndex((item) => isAround(item, offset));
      const item = node.items[step];
      return item === undefined ? undefined : { step, node: item, isKey: false };
    }
    case 'map': {
      for (const { key, value } of node.entries) {
        if (isAround(key, offset)) return { step: key.value, node: key, isKey: true };
        if (isAround(value, offset)) return { step: key.value, node: value, isKey: false };
      }
      return undefined;
    }
    default:
      return node satisfies never;
  }
}

/** Whether an offset is in what stands in a range, or right behind it. */
export function isAround({ range }: { readonly range: Range }, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

/** The map in which something stands. */
export function mapAround({ nodes }: Pick<Found, 'nodes'>): MapNode | undefined {
  return nodes.findLast((node): node is MapNode => node.kind === 'map');
}
