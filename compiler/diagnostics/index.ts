export { catalogue, type DiagnosticCode, severityOf } from './catalogue/index.ts';
export {
  type Diagnostic,
  Diagnostics,
  diagnostic,
  type Place,
  type Range,
  type Reporter,
  type Severity,
  type SourceFile,
} from './diagnostic.ts';
export { nearest } from './nearest.ts';
export { lineColumn, type Position, positionsOf } from './position.ts';
