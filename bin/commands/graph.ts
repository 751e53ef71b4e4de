import type { Machine } from '../../compiler/index.ts';
import { drawMachine, layoutDrawing, NoRenderer, toDot, toMermaid, toPng, toSvg } from '../../view/index.ts';
import { type Command, UsageError } from '../cli/command.ts';
import { compileDocument } from '../cli/compileDocument.ts';
import { compileOptions } from '../cli/compileOptions.ts';
import { writeFile } from '../cli/files.ts';

const formats = ['svg', 'png', 'mmd', 'dot'] as const;
type Format = (typeof formats)[number];

/** `arazzo-sfn graph`: a workflow as a picture. */
export const command: Command = {
  name: 'graph',
  operands: 'DOC',
  least: 1,
  most: 1,
  summary: 'Draw a workflow: its calls, what is decided, retried and waited for, and how it ends.',
  options: {
    workflow: { value: 'ID', short: 'w', text: 'the workflow to draw, where the document has several' },
    options: compileOptions,
    out: {
      value: 'FILE',
      short: 'o',
      text: 'write the picture to a file instead of stdout; its ending says the format',
    },
    format: { value: formats.join('|'), short: 'f', text: "the format, where no file's ending says it (svg)" },
  },
  notes: `
An SVG takes the colours of its reader's screen, light or dark, and holds the picture in words, too. A PNG is light, and made
twice as large as it is to be shown. mmd is text for Mermaid, dot for Graphviz.`,

  async run({ operands: [path = ''], value }, io) {
    const out = value('out');
    const format = formatOf(value('format'), out);
    if (format === 'png' && out === undefined) throw new UsageError('a PNG goes into a file: --out FILE.png');
    const machine = await compileDocument(path, value('workflow'), io, value('options'));
    if (machine === undefined) return 1;
    const picture = await drawn(machine, format).catch((error: unknown) => {
      throw error instanceof NoRenderer ? new UsageError(error.message) : error;
    });
    if (out !== undefined) writeFile(out, picture);
    else if (typeof picture === 'string') io.stdout.write(picture);
    return 0;
  },
};

/** The format that is asked for, or that the ending of the file's name says. */
function formatOf(given: string | undefined, out: string | undefined): Format {
  const ending = out === undefined ? undefined : /\.([^./\\]+)$/.exec(out)?.[1]?.toLowerCase();
  const asked = given ?? ending ?? (out === undefined ? 'svg' : '');
  const format = formats.find((each) => each === asked);
  if (format !== undefined) return format;
  const what = given === undefined ? `the name ${out} says no format` : `there is no format ${given}`;
  throw new UsageError(`${what}; use one of ${formats.join(', ')}`);
}

async function drawn(machine: Machine, format: Format): Promise<string | Uint8Array> {
  const drawing = drawMachine(machine);
  switch (format) {
    case 'svg':
      return toSvg(await layoutDrawing(drawing));
    case 'png':
      return toPng(await layoutDrawing(drawing));
    case 'mmd':
      return toMermaid(drawing);
    case 'dot':
      return toDot(drawing);
    default:
      return format satisfies never;
  }
}
