import type { Machine } from '../compiler/index.ts';
import { drawMachine, layoutDrawing, toSvg } from '../view/index.ts';
import { isAround } from './document/path.ts';
import type { Analysis } from './workspace.ts';

/** What the request `arazzo/picture` asks for: the workflow at a position, or the first one. */
export interface PictureParams {
  readonly textDocument: { readonly uri: string };
  readonly position?: { readonly line: number; readonly character: number };
  readonly theme?: 'light' | 'dark';
}

/** What it answers: a picture, or why there is none. */
export interface PictureAnswer {
  /** The id of the workflow. */
  readonly workflow?: string;
  /** As `arazzo-sfn graph` draws it. */
  readonly svg?: string;
  /** For people. */
  readonly message?: string;
}

/** Draws the workflow at an offset of a document, or its first one. */
export async function picture(
  { examined, found }: Analysis,
  offset: number | undefined,
  theme: PictureParams['theme'],
): Promise<PictureAnswer> {
  const { document } = examined;
  const { machines } = examined.compiled();
  const own = document?.workflows.find(({ node }) => offset !== undefined && isAround(node, offset));
  const id = own?.id.value ?? document?.workflows[0]?.id.value;
  const machine = machines.find(({ workflowId }) => workflowId === id);
  if (machine !== undefined) return { workflow: machine.workflowId, svg: await drawn(machine, theme) };
  const errors = found().filter(({ severity }) => severity === 'error').length;
  const message = `There is no picture until ${errors === 1 ? 'the error' : `the ${errors} errors`} in the document ${errors === 1 ? 'is' : 'are'} mended.`;
  return { ...(id === undefined ? {} : { workflow: id }), message };
}

async function drawn(machine: Machine, theme: PictureParams['theme']): Promise<string> {
  return toSvg(await layoutDrawing(drawMachine(machine)), { theme: theme ?? 'auto' });
}
