import type { Box, Point } from './layout.ts';

/** Where Graphviz put things; points as it counts them. */
export interface Placed {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly nodes: ReadonlyMap<string, Point>;
  readonly edges: ReadonlyMap<string, PlacedCurve>;
  readonly groups: ReadonlyMap<string, Box & { readonly label: Point }>;
}

export interface PlacedCurve {
  readonly curve: readonly Point[];
  readonly label?: Point;
}

/** Reads Graphviz' output format `json0` (https://graphviz.org/docs/outputs/json/), its y axis pointing down. */
export function readPlaces(output: string): Placed {
  const graph = recordOf(JSON.parse(output));
  const nodes = new Map<string, Point>();
  const groups = new Map<string, Box & { readonly label: Point }>();
  for (const each of listOf(graph['objects']).map(recordOf)) {
    const name = textOf(each['name']);
    if (name.startsWith('cluster_'))
      groups.set(name.slice('cluster_'.length), { ...boxOf(each['bb']), label: pointOf(textOf(each['lp'])) });
    else if (each['pos'] !== undefined) nodes.set(name, pointOf(textOf(each['pos'])));
  }
  const edges = new Map(
    listOf(graph['edges'])
      .map(recordOf)
      .map((each) => [textOf(each['id']), curveOf(each)] as const),
  );
  const { x, y, width, height } = boxOf(graph['bb']);
  return { left: x - width / 2, top: y - height / 2, width, height, nodes, edges, groups };
}

/** `start control control end control control end ...` */
function curveOf({ pos, lp }: Readonly<Record<string, unknown>>): PlacedCurve {
  const curve = textOf(pos).split(' ').map(pointOf);
  return { curve, ...(lp === undefined ? {} : { label: pointOf(textOf(lp)) }) };
}

function boxOf(value: unknown): Box {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = textOf(value).split(',').map(Number);
  return { x: (x1 + x2) / 2, y: (y1 + y2) / 2, width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
}

function pointOf(text: string): Point {
  const [x = 0, y = 0] = text.split(',').map(Number);
  return { x, y };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
