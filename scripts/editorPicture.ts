import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { packageRoot } from '../compiler/node/index.ts';
import { complete } from '../editor/completion/complete.ts';
import { fixes } from '../editor/fixes/fixes.ts';
import { picture } from '../editor/picture.ts';
import { type Analysis, uriOf, Workspace } from '../editor/workspace.ts';

const [width, height] = [1060, 560];
/** Of the text: where it begins, a line's height, and a character's width in the monospaced typefaces that readers have. */
const [left, top, line, character] = [52, 66, 20, 7.8];
/** How many characters of a line are seen. */
const columns = 74;
const mono = 'font-family="Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="13"';
const sans = 'font-family="system-ui, \'Segoe UI\', Inter, sans-serif" font-size="12.5"';

/** A picture of an editor with a document in it, made of what the language server answers: a mistake, a completion, the workflow. */
export async function editorPicture(): Promise<string> {
  const file = join(packageRoot(), 'workflows', 'amazon-connect-provision-user.yml');
  const text = readFileSync(file, 'utf8');
  const operation = 'operationId: updateUserRoutingProfil';
  const value = 'value: $steps.createAgent.outputs.';
  const from = text.indexOf('  - stepId: assignRoutingProfile');
  const wrong = text.replace(`${operation}e`, operation);
  const known = new Workspace({ all: () => [] });
  const whole = analysed(known, open(file, text));
  const mistaken = analysed(new Workspace({ all: () => [] }), open(file, wrong));
  const found = mistaken.found().find(({ code }) => code === 'operation-unknown');
  const [fix] = found === undefined ? [] : fixes(mistaken, found.place.range, uriOf(file));
  const at = wrong.indexOf(value, from) + value.length;
  const offered = complete(open(file, wrong), at, known).slice(0, 4);
  const rows = wrong
    .slice(from, wrong.indexOf('  - stepId: confirmUser'))
    .replace(`${value}userId`, value)
    .trimEnd()
    .split('\n');
  const row = (part: string) => rows.findIndex((each) => each.includes(part));
  const { svg = '' } = await picture(whole, text.indexOf('createAgent'), 'light');
  const operationRow = row(operation);
  const valueRow = row(value);
  const column = rows[valueRow]?.length ?? 0;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="A document in an editor: a misspelt operation is underlined, with the fix below it; outputs of a step are offered; beside the text is the picture of the workflow">
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="#ffffff" stroke="#d0d7de"/>
<path d="M0.5 36 H${width - 0.5} M640 36 V${height - 0.5}" stroke="#d0d7de" fill="none"/>
<text x="20" y="23" ${sans} fill="#57606a">amazon-connect-provision-user.yml</text>
<text x="660" y="23" ${sans} fill="#57606a">${escaped(whole.examined.document?.workflows[0]?.id.value ?? '')}</text>
${rows.map((each, index) => codeLine(each, index, lineNumber(text, from) + index)).join('\n')}
${squiggle(operationRow, 4 + 'operationId: '.length, operation.length - 'operationId: '.length)}
${box(operationRow, 17, [found?.message ?? '', found?.help ?? '', `Quick fix: ${fix?.title ?? ''}`])}
${popup(
  valueRow,
  column,
  offered.map(({ label, detail = '' }) => [label.slice(label.lastIndexOf('.') + 1), detail]),
)}
${nested(svg, { x: 652, y: 44, width: width - 664, height: height - 56 })}
</svg>
`;
}

function open(file: string, text: string): TextDocument {
  return TextDocument.create(uriOf(file), 'yaml', 1, text);
}

function analysed(workspace: Workspace, document: TextDocument): Analysis {
  const analysis = workspace.analysis(document);
  if (analysis === undefined) throw new Error('it is no Arazzo document');
  return analysis;
}

function lineNumber(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function y(row: number): number {
  return top + row * line;
}

function codeLine(text: string, row: number, number: number): string {
  const [, indent = '', dash = '', key = '', rest = ''] =
    /^(\s*)(- )?([\w-]+:)?(.*)$/.exec(text.slice(0, columns)) ?? [];
  const behind = indent.length + dash.length;
  return [
    `<text x="16" y="${y(row)}" ${mono} fill="#afb8c1">${number}</text>`,
    code(dash.trim(), indent.length, row, '#57606a'),
    code(key, behind, row, '#0550ae'),
    code(rest.trimStart(), behind + key.length + rest.length - rest.trimStart().length, row, '#0a3069'),
  ].join('');
}

/** Text in columns, as wide in each typeface. */
function code(text: string, column: number, row: number, colour: string): string {
  if (text === '') return '';
  const length = `textLength="${Math.round(text.length * character)}" lengthAdjust="spacingAndGlyphs"`;
  return `<text x="${left + column * character}" y="${y(row)}" ${length} ${mono} fill="${colour}">${escaped(text)}</text>`;
}

function squiggle(row: number, column: number, length: number): string {
  const start = left + column * character;
  const waves = Math.round((length * character) / 4);
  return `<path d="M${start} ${y(row) + 4} ${Array.from({ length: waves }, (_, at) => `l2 ${at % 2 === 0 ? 2.5 : -2.5} l2 0`).join(' ')}" fill="none" stroke="#cf222e" stroke-width="1.2"/>`;
}

/** What is told of a mistake, below it. */
function box(row: number, column: number, lines: readonly string[]): string {
  const [x, start] = [left + column * character, y(row) + 10];
  const texts = lines.map(
    (each, at) =>
      `<text x="${x + 12}" y="${start + 20 + at * 18}" ${sans} fill="${at === 2 ? '#0969da' : '#24292f'}">${escaped(each)}</text>`,
  );
  return `<rect x="${x}" y="${start}" width="400" height="${14 + lines.length * 18}" rx="5" fill="#f6f8fa" stroke="#d0d7de"/>\n${texts.join('\n')}`;
}

/** What is offered, below the cursor. */
function popup(row: number, column: number, offered: readonly (readonly string[])[]): string {
  const [x, start] = [left + column * character, y(row) + 8];
  const cursor = `<path d="M${x + 1} ${y(row) - 12} v16" stroke="#24292f" stroke-width="1.4"/>`;
  const rows = offered.map(([name = '', detail = ''], at) => {
    const top = start + 4 + at * 22;
    const chosen = at === 0 ? `<rect x="${x + 3}" y="${top}" width="258" height="22" rx="3" fill="#ddf4ff"/>` : '';
    return `${chosen}<text x="${x + 12}" y="${top + 15}" ${mono} fill="#24292f">${escaped(name)}</text><text x="${x + 84}" y="${top + 15}" ${sans} fill="#57606a">${escaped(detail)}</text>`;
  });
  return `${cursor}\n<rect x="${x}" y="${start}" width="264" height="${8 + offered.length * 22}" rx="5" fill="#f6f8fa" stroke="#d0d7de"/>\n${rows.join('\n')}`;
}

/** A picture inside of this one, as large as it may be. */
function nested(
  svg: string,
  place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): string {
  return svg
    .trim()
    .replace(/^<svg [^>]*?width="[^"]*" height="[^"]*"/, (start) =>
      start.replace(
        /width="[^"]*" height="[^"]*"/,
        `x="${place.x}" y="${place.y}" width="${place.width}" height="${place.height}"`,
      ),
    );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
