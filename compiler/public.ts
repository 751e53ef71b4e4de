/** What users of the package import. */
export { type ModelFiles, type Models, modelsFrom } from './apis/index.ts';
export type { CausePlace, Figures, StateMachineDefinition } from './asl/index.ts';
export type { CompileResult, CompileSource } from './compile.ts';
export type { ApiAnswer, ApiConnection, ApiRequest } from './connections.ts';
export type { Diagnostic, Place, Range, Related, Severity, SourceFile } from './diagnostics/index.ts';
export type * from './explain/index.ts';
export type { Machine, Permission, UndecidedPermission } from './machine.ts';
export {
  compile,
  documentReader,
  type FileBounds,
  FileError,
  type ReadReferenced,
  readDocument,
} from './node/index.ts';
export type { CompileOptions } from './options.ts';
