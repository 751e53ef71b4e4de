import { extname } from 'node:path';
import type { Machine } from '../../compiler/index.ts';
import {
  drawMachine,
  layoutDrawing,
  NoRenderer,
  type Theme,
  toDot,
  toMermaid,
  toPng,
  toSvg,
} from '../../view/index.ts';
import { UsageError } from '../cli/command.ts';
import { compileDocument } from '../cli/compileDocument.ts';
import { writeResult } from '../cli/files.ts';
import type { Io } from '../cli/io.ts';
import type { DocumentOptions } from '../cli/options.ts';

const formats = ['svg', 'png', 'mmd', 'dot'] as const;
type Format = (typeof formats)[number];

/** What `graph` is told beside the document. */
export interface GraphOptions extends DocumentOptions {
  readonly out?: string | undefined;
  readonly format?: Format | undefined;
  readonly theme: Theme;
}

/** Draws a workflow. Returns the exit code. */
export async function graph(document: string, options: GraphOptions, io: Io): Promise<number> {
  const format = options.format ?? formatOf(options.out);
  if (format === 'png' && options.out === undefined) throw new UsageError('a PNG goes into a file: --out FILE.png');
  const machine = await compileDocument(document, options, io);
  if (machine === undefined) return 1;
  const picture = await drawn(machine, format, options.theme).catch((error: unknown) => {
    throw error instanceof NoRenderer ? new UsageError(error.message) : error;
  });
  writeResult(options.out, picture, io);
  return 0;
}

/** The format that the ending of the file's name says. */
function formatOf(out: string | undefined): Format {
  if (out === undefined || out === '-') return 'svg';
  const ending = extname(out).slice(1).toLowerCase();
  const format = formats.find((each) => each === ending);
  if (format === undefined) {
    throw new UsageError(`the name ${out} says no format; give --format, one of ${formats.join(', ')}`);
  }
  return format;
}

async function drawn(machine: Machine, format: Format, theme: Theme): Promise<string | Uint8Array> {
  const drawing = drawMachine(machine);
  switch (format) {
    case 'svg':
      return toSvg(await layoutDrawing(drawing), { theme });
    case 'png':
      return toPng(await layoutDrawing(drawing), theme === 'dark' ? 'dark' : 'light');
    case 'mmd':
      return toMermaid(drawing);
    case 'dot':
      return toDot(drawing);
    default:
      return format satisfies never;
  }
}
