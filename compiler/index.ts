export type { StateMachineDefinition } from './asl/index.ts';
export { type CompileResult, type CompileSource, compile } from './compile.ts';
export type { Diagnostic, Place, Range, Severity, SourceFile } from './diagnostics/index.ts';
export type * from './explain/index.ts';
export type { Figures, Machine, Permission } from './machine.ts';
export type { CompileOptions } from './options.ts';
export { readReferenced } from './readReferenced.ts';
