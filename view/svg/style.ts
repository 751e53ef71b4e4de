import { TYPES } from '../layout/blocks.ts';
import type { LineRole } from '../layout/layout.ts';

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

/** A part of a picture: what the class of its element is called, or text. */
export type Part = 'text' | 'box' | 'frame' | 'curve' | 'head';

/** How parts look. Of the rules that fit a part all hold, a later one over an earlier one. */
interface Rule {
  readonly part: Part;
  /** Only in a state or an arrow of this kind. */
  readonly within?: string;
  /** Only of lines of text with this role. */
  readonly role?: LineRole;
  readonly fill?: Colour | 'none';
  readonly stroke?: Colour;
  /** Other properties of CSS, which SVG has as attributes, too. */
  readonly also?: Readonly<Record<string, string>>;
}

const ROLES: readonly LineRole[] = ['title', 'subtitle', 'note', 'label', 'group'];

const boxes: readonly (readonly [string, Colour, Colour])[] = [
  ['inputs', 'inputs', 'inputs-line'],
  ['start', 'inputs', 'inputs-line'],
  ['call', 'call', 'call-line'],
  ['decision', 'decision', 'decision-line'],
  ['wait', 'wait', 'wait-line'],
  ['success', 'success', 'success-line'],
];

const RULES: readonly Rule[] = [
  { part: 'text', fill: 'ink', also: { 'text-anchor': 'middle' } },
  ...ROLES.map((role): Rule => {
    const { size, bold } = TYPES[role];
    return { part: 'text', role, also: { 'font-size': `${size}px`, 'font-weight': bold ? '600' : '400' } };
  }),
  { part: 'text', role: 'note', fill: 'quiet' },
  { part: 'text', role: 'label', fill: 'quiet' },
  { part: 'text', role: 'group', fill: 'quiet', also: { 'text-anchor': 'end' } },
  ...boxes.map(
    ([within, fill, stroke]): Rule => ({ part: 'box', within, fill, stroke, also: { 'stroke-width': '1.2' } }),
  ),
  { part: 'box', within: 'failure', fill: 'none', stroke: 'failure-line', also: { 'stroke-dasharray': '4 3' } },
  { part: 'text', within: 'failure', role: 'label', fill: 'failure' },
  { part: 'text', within: 'wait', role: 'label', fill: 'ink' },
  { part: 'frame', fill: 'group', stroke: 'line', also: { 'stroke-dasharray': '2 3' } },
  { part: 'curve', fill: 'none', stroke: 'line', also: { 'stroke-width': '1.2' } },
  { part: 'head', fill: 'line' },
  { part: 'curve', within: 'main', also: { 'stroke-width': '1.8' } },
  { part: 'curve', within: 'caught', also: { 'stroke-dasharray': '5 4' } },
];

/**
 * The style sheet for a page that shows pictures without one of their own. Its rules reach no further than pictures; colours are
 * custom properties, so that the page may set its own.
 */
export function styleSheet(): string {
  const set = (index: 0 | 1) =>
    Object.entries(COLOURS)
      .map(([name, pair]) => `--${name}:${pair[index]}`)
      .join(';');
  return [
    `.arazzo-picture{${set(0)}}`,
    `@media (prefers-color-scheme:dark){.arazzo-picture{${set(1)}}}`,
    `.arazzo-picture text{font-family:${FONT}}`,
    ...RULES.map((rule) => ruleText(rule, (colour) => `var(--${colour})`, true)),
  ].join('\n');
}

/** What makes a picture that is drawn in light a dark one, where its reader's screen is dark: nothing but colours. */
export function darkStyleSheet(): string {
  const coloured = RULES.filter(({ fill, stroke }) => (fill ?? stroke) !== undefined);
  const rules = coloured.map((rule) => ruleText(rule, (colour) => COLOURS[colour][1], false));
  return `@media (prefers-color-scheme:dark){\n${rules.join('\n')}\n}`;
}

function ruleText(rule: Rule, paint: (colour: Colour) => string, whole: boolean): string {
  const { part, within, role } = rule;
  const element = part === 'text' ? (role === undefined ? 'text' : `.${role}`) : `.${part}`;
  const selector = `.arazzo-picture ${within === undefined ? '' : `.${within} `}${element}`;
  const declarations = Object.entries({ ...coloursOf(rule, paint), ...(whole ? rule.also : {}) });
  return `${selector}{${declarations.map(([name, value]) => `${name}:${value}`).join(';')}}`;
}

function coloursOf({ fill, stroke }: Rule, paint: (colour: Colour) => string): Record<string, string> {
  return {
    ...(fill === undefined ? {} : { fill: fill === 'none' ? fill : paint(fill) }),
    ...(stroke === undefined ? {} : { stroke: paint(stroke) }),
  };
}

/** What gives the elements of a picture their presentation attributes, which every program understands. */
export interface Presentation {
  /** The typeface, for the whole picture; with a space in front, as the others. Empty where a style sheet is to say all. */
  readonly font: string;
  /** @param kinds of the state or the arrow that the part is of */
  of(part: Part, kinds: readonly string[], role?: LineRole): string;
}

/** The attributes of a picture in one theme. */
export function presentation(theme: 'light' | 'dark', font = FONT): Presentation {
  const known = new Map<string, string>();
  return {
    font: ` font-family="${font.replaceAll('"', "'")}"`,
    of(part, kinds, role) {
      const key = [part, role, ...kinds].join(' ');
      const text = known.get(key) ?? attributesOf(part, kinds, role, theme === 'light' ? 0 : 1);
      known.set(key, text);
      return text;
    },
  };
}

function attributesOf(part: Part, kinds: readonly string[], role: LineRole | undefined, index: 0 | 1): string {
  const fitting = RULES.filter(
    (rule) =>
      rule.part === part &&
      (rule.within === undefined || kinds.includes(rule.within)) &&
      (rule.role === undefined || rule.role === role),
  );
  const all = fitting.flatMap((rule) =>
    Object.entries({ ...coloursOf(rule, (colour) => COLOURS[colour][index]), ...rule.also }),
  );
  // Of the values of one attribute the last one counts.
  return [...new Map(all)].map(([name, value]) => ` ${name}="${value.replace(/px$/, '')}"`).join('');
}

/** For pictures in a page that has `styleSheet`. */
export const unstyled: Presentation = { font: '', of: () => '' };
