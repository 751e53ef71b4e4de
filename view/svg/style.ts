import { TYPES } from '../layout/blocks.ts';

/** How a picture takes its colours: `auto` as its reader's screen has it, which not every program understands. */
export type Theme = 'auto' | 'light' | 'dark';

/** The colours of a picture by what they are for: in light, in dark. */
const COLOURS = {
  ink: ['#1f2328', '#e6edf3'],
  quiet: ['#59636e', '#9aa4af'],
  line: ['#818b98', '#768390'],
  call: ['#eef4fe', '#142338'],
  'call-line': ['#5b8bd6', '#4a7fd0'],
  inputs: ['#f4f5f7', '#1d232b'],
  'inputs-line': ['#9aa4af', '#5c6671'],
  wait: ['#fdf6e3', '#2c2410'],
  'wait-line': ['#c9a227', '#a4841e'],
  success: ['#e8f6ec', '#10271a'],
  'success-line': ['#3f9a5f', '#3f9a5f'],
  decision: ['#f4effc', '#241a37'],
  'decision-line': ['#8a63c9', '#8f6bd0'],
  failure: ['#a3473f', '#e5938b'],
  'failure-line': ['#d9a29d', '#7d4a46'],
  group: ['#f8f9fa', '#161b22'],
} as const;

type Colour = keyof typeof COLOURS;

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Helvetica, Arial, sans-serif";

/** The style sheet of a picture. Its rules reach no further than the picture, also where it stands inside a page. */
export function styleSheet(theme: Theme, font = FONT): string {
  const paint = (colour: Colour) => {
    const [light, dark] = COLOURS[colour];
    return theme === 'auto' ? `var(--${colour})` : theme === 'light' ? light : dark;
  };
  const rules: readonly (readonly [string, string])[] = [
    ['text', `font-family:${font};text-anchor:middle;fill:${paint('ink')}`],
    ...Object.entries(TYPES).map(([role, { size, bold }]): readonly [string, string] => [
      `.${role}`,
      `font-size:${size}px;font-weight:${bold ? 600 : 400}`,
    ]),
    ['.note', `fill:${paint('quiet')}`],
    ['.label', `fill:${paint('quiet')}`],
    ['.group', `fill:${paint('quiet')};text-anchor:end`],
    ...boxes.map(([kind, fill, line]): readonly [string, string] => [
      `.${kind} .box`,
      `fill:${paint(fill)};stroke:${paint(line)};stroke-width:1.2`,
    ]),
    ['.failure .box', `fill:none;stroke:${paint('failure-line')};stroke-dasharray:4 3`],
    ['.failure .label', `fill:${paint('failure')}`],
    ['.wait .label', `fill:${paint('ink')}`],
    ['.frame', `fill:${paint('group')};stroke:${paint('line')};stroke-dasharray:2 3`],
    ['.curve', `fill:none;stroke:${paint('line')};stroke-width:1.2`],
    ['.head', `fill:${paint('line')}`],
    ['.main .curve', 'stroke-width:1.8'],
    ['.caught .curve', 'stroke-dasharray:5 4'],
  ];
  const scoped = rules.map(([selector, declarations]) => `.arazzo-picture ${selector}{${declarations}}`);
  return [...(theme === 'auto' ? variables() : []), ...scoped].join('\n');
}

const boxes: readonly (readonly [string, Colour, Colour])[] = [
  ['inputs', 'inputs', 'inputs-line'],
  ['start', 'inputs', 'inputs-line'],
  ['call', 'call', 'call-line'],
  ['decision', 'decision', 'decision-line'],
  ['wait', 'wait', 'wait-line'],
  ['success', 'success', 'success-line'],
];

/** Colours as custom properties, so that a page around the picture may set its own. */
function variables(): readonly string[] {
  const set = (index: 0 | 1) =>
    Object.entries(COLOURS)
      .map(([name, pair]) => `--${name}:${pair[index]}`)
      .join(';');
  return [`.arazzo-picture{${set(0)}}`, `@media (prefers-color-scheme:dark){.arazzo-picture{${set(1)}}}`];
}
