import { describe, expect, test } from '@jest/globals';
import type { Box, Layout, Point } from '../../view/index.ts';
import { TYPES } from '../../view/layout/blocks.ts';
import { measure } from '../../view/text/measure.ts';
import { branching, haveSamples, hostile, layoutOf, machineOf, polling, sampleMachines, shipped } from './support.ts';

/** What may not lie upon each other: nodes and the labels of arrows. */
function boxes({ nodes, edges }: Layout): readonly (Box & { readonly name: string })[] {
  return [
    ...nodes.map((node) => ({ ...node, name: node.node.state })),
    ...edges.flatMap(({ edge, label }) => (label === undefined ? [] : [{ ...label, name: edge.label.join(' ') }])),
  ];
}

function overlaps(layout: Layout): readonly string[] {
  const all = boxes(layout);
  return all.flatMap((one, index) =>
    all
      .slice(index + 1)
      .filter(
        (other) =>
          Math.abs(one.x - other.x) < (one.width + other.width) / 2 - 0.5 &&
          Math.abs(one.y - other.y) < (one.height + other.height) / 2 - 0.5,
      )
      .map((other) => `${one.name} and ${other.name}`),
  );
}

function outside(layout: Layout): readonly string[] {
  return boxes(layout)
    .filter(
      ({ x, y, width, height }) =>
        x - width / 2 < 0 || y - height / 2 < 0 || x + width / 2 > layout.width || y + height / 2 > layout.height,
    )
    .map(({ name }) => name);
}

/** Lines of text that are wider than the node or label that they stand in. */
function tooWide({ nodes, edges }: Layout): readonly string[] {
  const texts = [...nodes, ...edges.flatMap(({ label }) => label ?? [])];
  return texts.flatMap(({ lines, width }) =>
    lines.filter(({ text, role }) => measure(text, TYPES[role]) > width).map(({ text }) => text),
  );
}

/** Arrows that run through a node that is not theirs, or through the label of any arrow. */
function crossings(layout: Layout): readonly string[] {
  return layout.edges.flatMap(({ edge, start, curve, tip }) => {
    const points = [start, ...pointsOn(curve), tip];
    const others = boxes({
      ...layout,
      nodes: layout.nodes.filter(({ node }) => ![edge.from, edge.to].includes(node.id)),
    });
    return others
      .filter((box) => points.some((point) => isInside(point, box)))
      .map(({ name }) => `${edge.from}-${edge.to} through ${name}`);
  });
}

function isInside(point: Point, { x, y, width, height }: Box): boolean {
  return Math.abs(point.x - x) < width / 2 - 1 && Math.abs(point.y - y) < height / 2 - 1;
}

/** Points along the cubic Bézier curves of an arrow. */
function pointsOn(curve: readonly Point[]): readonly Point[] {
  const points: Point[] = [];
  for (let at = 0; at + 3 < curve.length; at += 3) {
    const [a, b, c, d] = curve.slice(at, at + 4);
    if (a === undefined || b === undefined || c === undefined || d === undefined) continue;
    for (let t = 0; t <= 1; t += 0.05) {
      const mix = (p: number, q: number, r: number, s: number) =>
        (1 - t) ** 3 * p + 3 * (1 - t) ** 2 * t * q + 3 * (1 - t) * t * t * r + t ** 3 * s;
      points.push({ x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) });
    }
  }
  return points;
}

function expectNeat(layout: Layout): void {
  expect(overlaps(layout)).toEqual([]);
  expect(outside(layout)).toEqual([]);
  expect(crossings(layout)).toEqual([]);
  expect(tooWide(layout)).toEqual([]);
}

describe('the layout of a drawing', () => {
  test.each([
    ['the onboarding', shipped('amazon-connect-provision-user.yml')],
    ['one that looks first', shipped('amazon-connect-ensure-user.yml')],
    ['one that polls', machineOf(polling)],
    ['one that branches', machineOf(branching)],
    ['one with odd names', machineOf(hostile)],
  ])('of %s has no overlap, and nothing cut off', async (_, machine) => {
    expectNeat(await layoutOf(machine));
  });

  test('ends every arrow at its target', async () => {
    const { nodes, edges } = await layoutOf(machineOf(polling));
    for (const { edge, tip } of edges) {
      const target = nodes.find(({ node }) => node.id === edge.to);
      if (target === undefined) throw new Error(`${edge.id} leads nowhere`);
      expect(Math.abs(tip.x - target.x)).toBeLessThanOrEqual(target.width / 2 + 1);
      expect(Math.abs(tip.y - target.y)).toBeLessThanOrEqual(target.height / 2 + 1);
    }
  });

  test('holds the states of a called workflow inside of its frame', async () => {
    const { nodes, groups } = await layoutOf(shipped('amazon-connect-ensure-user.yml'));
    for (const { group, ...frame } of groups) {
      for (const { x, y, width, height } of nodes.filter(({ node }) => node.group === group.id)) {
        expect(Math.abs(x - frame.x)).toBeLessThan((frame.width - width) / 2);
        expect(Math.abs(y - frame.y)).toBeLessThan((frame.height - height) / 2);
      }
    }
  });

  (haveSamples ? test : test.skip)('of other people’s documents is as neat (needs ../shared)', async () => {
    for (const [, machine] of sampleMachines()) {
      const layout = await layoutOf(machine);
      expectNeat(layout);
      expect(layout.width).toBeLessThan(830);
    }
  });
});
