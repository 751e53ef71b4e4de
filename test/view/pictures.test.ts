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

  test('has colours for light and for dark, and no background', async () => {
    const svg = toSvg(await layoutOf(onboarding));
    const [light, dark] = [/\n\.arazzo-picture\{(.*)\}/, /prefers-color-scheme:dark\)\{\.arazzo-picture\{(.*)\}\}/].map(
      (pattern) => pattern.exec(svg)?.[1]?.replaceAll(/:[^;]+/g, ''),
    );
    expect(light).toBeDefined();
    expect(dark).toBe(light);
    for (const [, name] of svg.matchAll(/var\((--[a-z-]+)\)/g)) expect(light).toContain(name);
    expect(svg).not.toContain('width="100%"');
  });

  test('of one theme needs no custom properties', async () => {
    const svg = toSvg(await layoutOf(onboarding), { theme: 'dark' });
    expect(svg).not.toContain('var(');
    expect(svg).toContain('fill:#e6edf3');
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
