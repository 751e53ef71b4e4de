import type { DrawnEdge, DrawnGroup, DrawnNode } from '../drawing/drawing.ts';

/** A drawing with everything in its place. Lengths are pixels, from the left and from the top. */
export interface Layout {
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly groups: readonly PlacedGroup[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle by its middle. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export interface PlacedNode extends Box {
  readonly node: DrawnNode;
  readonly lines: readonly Line[];
}

/** A line of text: its middle, and the line that its letters stand on. */
export interface Line extends Point {
  readonly text: string;
  readonly role: LineRole;
}

export type LineRole = 'title' | 'subtitle' | 'note' | 'label' | 'group';

export interface PlacedEdge {
  readonly edge: DrawnEdge;
  /** Where it leaves its node; a straight line leads to the curve. */
  readonly start: Point;
  /** A point, and then three points for each cubic Bézier curve. */
  readonly curve: readonly Point[];
  /** Where it touches its target: the head of the arrow reaches from the end of the curve to here. */
  readonly tip: Point;
  readonly label?: Box & { readonly lines: readonly Line[] };
}

export interface PlacedGroup extends Box {
  readonly group: DrawnGroup;
  readonly lines: readonly Line[];
}
