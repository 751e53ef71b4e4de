export type { CatalogueEntry } from './catalogue/entry.ts';
export { catalogue, catalogueGroups, type DiagnosticCode, severityOf } from './catalogue/index.ts';
export {
  type Diagnostic,
  Diagnostics,
  diagnostic,
  duplicate,
  type Place,
  type Range,
  type Related,
  type Reporter,
  type Severity,
  type SourceFile,
} from './diagnostic.ts';
export { didYouMean, meantIn } from './didYouMean.ts';
export { formatGithub } from './formats/github.ts';
export { inOrder } from './formats/order.ts';
export { printable } from './formats/printable.ts';
export { type DiagnosticRecord, formatJson, toRecord } from './formats/record.ts';
export { formatSarif } from './formats/sarif.ts';
export { formatText, summary, type TextOptions } from './formats/text.ts';
export { comparingAtMost, nearest } from './nearest.ts';
export { neighbour } from './neighbour.ts';
export { oncePerFile } from './oncePerFile.ts';
export { lineColumn, type Position, positionsOf } from './position.ts';
