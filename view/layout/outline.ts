import type { NodeKind } from '../drawing/drawing.ts';
import type { Box, Point } from './layout.ts';

/** How round the corners of a node are, in pixels; a decision is a diamond and has none. */
export function cornerRadius(kind: NodeKind, { height }: Box): number {
  return kind === 'call' ? 6 : Math.min(height / 2, 16);
}

/**
 * Where an arrow touches a node: straight on from the end of its curve, in the direction that the curve has there; where
 * that would miss the node, at the nearest point of it.
 * @param before the point of the curve before its end
 */
export function touchPoint(kind: NodeKind, box: Box, end: Point, before: Point): Point {
  const [dx, dy] = [end.x - before.x, end.y - before.y];
  const length = Math.hypot(dx, dy);
  for (let way = 0; length > 0 && way <= FARTHEST; way += STEP) {
    const point = { x: end.x + (dx / length) * way, y: end.y + (dy / length) * way };
    if (depth(kind, box, point) >= 0) return point;
  }
  return nearest(kind, box, end);
}

/** How far a touch is looked for, and in which steps; pixels. */
const FARTHEST = 30;
const STEP = 0.2;

/** How far inside of a node a point lies; negative outside. */
function depth(kind: NodeKind, box: Box, point: Point): number {
  if (kind === 'decision') {
    const away = Math.abs(point.x - box.x) / box.width + Math.abs(point.y - box.y) / box.height;
    return 0.5 - away;
  }
  const radius = cornerRadius(kind, box);
  return radius - distance(innerPoint(box, radius, point), point);
}

function nearest(kind: NodeKind, box: Box, point: Point): Point {
  if (kind === 'decision') return { x: box.x, y: box.y + (Math.sign(point.y - box.y) * box.height) / 2 };
  const radius = cornerRadius(kind, box);
  const inner = innerPoint(box, radius, point);
  const away = distance(inner, point) || 1;
  return {
    x: inner.x + ((point.x - inner.x) / away) * radius,
    y: inner.y + ((point.y - inner.y) / away) * radius,
  };
}

/** The nearest point of the box that is left when its round corners are taken away on all sides. */
function innerPoint({ x, y, width, height }: Box, radius: number, point: Point): Point {
  return {
    x: clamp(point.x, x - width / 2 + radius, x + width / 2 - radius),
    y: clamp(point.y, y - height / 2 + radius, y + height / 2 - radius),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
