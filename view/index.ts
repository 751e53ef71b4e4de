export type * from './drawing/drawing.ts';
export { drawMachine } from './drawing/drawMachine.ts';
export type * from './layout/layout.ts';
export { layoutDrawing } from './layout/layoutDrawing.ts';
export type { Theme } from './svg/style.ts';
export { toDot } from './toDot.ts';
export { toMermaid } from './toMermaid.ts';
export { toPng } from './toPng.ts';
export { type SvgOptions, toSvg } from './toSvg.ts';
