import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Resvg } from '@resvg/resvg-js';
import { instance } from '@viz-js/viz';
import { pictures } from '../../scripts/pictures.ts';
import { drawMachine, toDot, toMermaid, toPng, toSvg } from '../../view/index.ts';
import { branching, haveSamples, hostile, layoutOf, machineOf, polling, sampleMachines, shipped } from './support.ts';

const root = join(__dirname, '..', '..');
const onboarding = shipped('amazon-connect-provision-user.yml');

/** Throws where a picture is no well-formed XML or no SVG. */
function readSvg(svg: string): void {
  new Resvg(svg, { font: { loadSystemFonts: false } });
}

/** The texts of an SVG's elements of this name, as a reader gets them. */
function textsOf(svg: string, element: string): readonly string[] {
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return [...svg.matchAll(new RegExp(`<${element}[^>]*>([^<]*)</${element}>`, 'g'))].map(([, text = '']) =>
    text.replaceAll(/&([^;]+);/g, (_, name: string) => entities[name] ?? `&${name};`),
  );
}

describe('a picture as SVG', () => {
  test.each([
    ['the onboarding', onboarding],
    ['one that polls', machineOf(polling)],
    ['one that branches', machineOf(branching)],
    ['one with odd names', machineOf(hostile)],
  ])('of %s is well-formed', async (_, machine) => {
    readSvg(toSvg(await layoutOf(machine)));
  });

  test('has a title, a description and the name of each state', async () => {
    const svg = toSvg(await layoutOf(onboarding));
    expect(textsOf(svg, 'title')).toContain('provision-user');
    expect(textsOf(svg, 'desc')).toEqual([drawMachine(onboarding).description]);
    expect(svg).toMatch(
      /<svg [^>]*role="img" aria-labelledby="(\S+)" aria-describedby="(\S+)">\n<title id="\1">.*\n<desc id="\2">/,
    );
    const states = [...svg.matchAll(/data-state="([^"]*)"/g)].map(([, state]) => state);
    expect(states).toEqual(Object.keys(onboarding.definition.States));
  });

  test('is drawn in light without any style sheet, which only adds the dark colours', async () => {
    const svg = toSvg(await layoutOf(onboarding));
    const [style = ''] = svg.match(/<style>[\s\S]*<\/style>/) ?? [];
    expect(style).toMatch(/^<style>\n@media \(prefers-color-scheme:dark\)\{\n(?:\.arazzo-picture .*\n)*\}\n<\/style>$/);
    expect(svg).not.toContain('var(');
    expect(svg).not.toContain('width="100%"');
    const painted = [...svg.matchAll(/<(?:rect|polygon|path|text) [^>]*>/g)].map(([element]) => element);
    expect(painted.filter((element) => !/ fill="(?:#[0-9a-f]{6}|none)"/.test(element))).toEqual([]);
  });

  test('what the style sheet paints anew is painted before', async () => {
    const svg = toSvg(await layoutOf(machineOf(branching)));
    const dark = toSvg(await layoutOf(machineOf(branching)), { theme: 'dark' });
    for (const [, colour = ''] of dark.matchAll(/(?:fill|stroke)="(#[0-9a-f]{6})"/g))
      expect(svg).toContain(`:${colour}`);
  });

  test('of one theme has no style sheet', async () => {
    const svg = toSvg(await layoutOf(onboarding), { theme: 'dark' });
    expect(svg).not.toContain('<style');
    expect(svg).toContain('fill="#e6edf3"');
  });

  test('for a page that has the style sheet has no colours', async () => {
    expect(toSvg(await layoutOf(onboarding), { bare: true })).not.toMatch(/fill=|stroke=|<style|font-/);
  });

  test('shows odd names as the text that they are', async () => {
    const svg = toSvg(await layoutOf(machineOf(hostile)));
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('<img');
    expect(textsOf(svg, 'title')[0]).toBe('"><script>alert(1)</script> end `x` #{}|\\ \\N %%{init}');
    expect(svg).not.toMatch(/(?!\n)\p{Cc}|\u202e|\ufffe/u);
  });

  test('is the same bytes each time', async () => {
    expect(toSvg(await layoutOf(machineOf(polling)))).toBe(toSvg(await layoutOf(machineOf(polling))));
  });
});

/** How often each colour is in a rendered picture, as `rrggbb` by count. */
function coloursOf(rgba: Uint8Array): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + 3 < rgba.length; at += 4) {
    const colour = Buffer.from(rgba.subarray(at, at + 3)).toString('hex');
    if (rgba[at + 3] === 255) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return counts;
}

/** The colours that a picture must show large: of calls and inputs; and no black boxes. */
function expectLight(rgba: Uint8Array): void {
  const colours = coloursOf(rgba);
  expect(colours.get('eef4fe') ?? 0).toBeGreaterThan(5000);
  expect(colours.get('f4f5f7') ?? 0).toBeGreaterThan(1000);
  expect(colours.get('000000') ?? 0).toBeLessThan(500);
}

/** Another renderer, where the machine has it: ImageMagick, which knows no style sheets. */
const magick = ['magick', 'convert'].find((each) => spawnSync(each, ['-version']).status === 0);

describe('a shipped picture in programs that are no browser', () => {
  const shown = [
    'docs/pictures/provision-user.svg',
    'docs/pictures/ensure-user.svg',
    'examples/s3-archive-object/workflow.svg',
  ];

  test.each(shown)('%s has its colours in resvg', (file) => {
    const svg = readFileSync(join(root, file), 'utf8');
    const options = { font: { loadSystemFonts: false }, background: '#ffffff' };
    expectLight(new Resvg(svg, options).render().pixels);
    expectLight(new Resvg(svg.replace(/<style>[\s\S]*<\/style>/, ''), options).render().pixels);
  });

  (magick === undefined ? test.skip : test).each(shown)('%s has its colours in ImageMagick', (file) => {
    const { stdout, status, stderr } = spawnSync(
      magick ?? '',
      ['-background', 'white', `msvg:${join(root, file)}`, '-depth', '8', 'rgba:-'],
      {
        maxBuffer: 256 * 1024 * 1024,
      },
    );
    expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' });
    expectLight(stdout);
  });
});

describe('a picture as PNG', () => {
  test('is twice the size of its layout, and the same bytes each time', async () => {
    const layout = await layoutOf(onboarding);
    const png = Buffer.from(await toPng(layout));
    expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * layout.width, 2 * layout.height]);
    expect(png.equals(Buffer.from(await toPng(layout)))).toBe(true);
  });

  test('has letters from the typeface of the package, whatever the machine has', async () => {
    const layout = await layoutOf(onboarding);
    const silent = { ...layout, nodes: layout.nodes.map((node) => ({ ...node, lines: [] })) };
    const [spoken, mute] = await Promise.all([toPng(layout), toPng(silent)]);
    expect(spoken.length).toBeGreaterThan(mute.length * 1.5);
  });
});

describe('a picture as text', () => {
  test('for Mermaid', () => {
    expect(toMermaid(drawMachine(machineOf(polling)))).toBe(`---
title: "test"
---
flowchart TD
  n1(["Check inputs<br>3 required, 1 optional"])
  n2(["InputsRejected"]):::failure
  n3["describe<br>dynamodb:describeTable<br>20 retries if throttled<br>5 retries on server errors"]
  n4{" "}
  n5(["wait 10 s"])
  n6(["RetryLimitReached"]):::failure
  n7["report<br>dynamodb:describeTable<br>20 retries if throttled<br>5 retries on server errors"]
  n8(["succeeded"])
  n1 --> n3
  n1 --> n2
  n3 --> n4
  n4 -->|"Table.TableStatus = #34;CREATING#34;<br>at most 30 times"| n5
  n4 -->|"Table.TableStatus = #34;ACTIVE#34;"| n8
  n4 -->|"else"| n7
  n4 -->|"after 30 times"| n6
  n5 --> n3
  n7 --> n8
  classDef failure stroke-dasharray: 4 3
`);
  });

  test('for Mermaid holds nothing of a name that Mermaid would act on', () => {
    const [, body = ''] = toMermaid(drawMachine(machineOf(hostile))).split('flowchart TD\n');
    const text = String.raw`"(?:[\p{L}\p{N}\p{M} .,:;=≠≤≥()_/+-]|#\d+;|<br>)*"`;
    const line = new RegExp(
      String.raw`^  (?:n\d+(?:\[${text}\]|\(\[${text}\]\)(?::::failure)?|\{${text}\})|n\d+ (?:-->|-\.->)(?:\|${text}\|)? n\d+|classDef .*)$`,
      'u',
    );
    for (const each of body.trimEnd().split('\n')) expect(each).toMatch(line);
  });

  test.each([
    ['a workflow with groups', shipped('amazon-connect-ensure-user.yml')],
    ['one with odd names', machineOf(hostile)],
  ])('for Graphviz is read by it: %s', async (_, machine) => {
    const viz = await instance();
    const drawing = drawMachine(machine);
    const result = viz.render(toDot(drawing), { format: 'json0' });
    expect(result.status).toBe('success');
    const { label, objects } = JSON.parse(result.output ?? '{}');
    expect(label.replaceAll('\\\\', '\\')).toBe(drawing.title);
    expect(objects.filter((each: { pos?: string }) => each.pos !== undefined)).toHaveLength(drawing.nodes.length);
  });
});

test('the pictures of docs/ are those that the program draws (else: npm run docs)', async () => {
  for (const { file, svg } of await pictures())
    expect([file, readFileSync(join(root, file), 'utf8')]).toEqual([file, svg]);
});

(haveSamples ? test : test.skip)(
  'other people’s documents become pictures in every format (needs ../shared)',
  async () => {
    for (const [, machine] of sampleMachines()) {
      const drawing = drawMachine(machine);
      readSvg(toSvg(await layoutOf(machine)));
      expect(toDot(drawing)).toMatch(/^digraph \{/);
      expect(toMermaid(drawing)).toContain('flowchart TD');
    }
  },
);
