export type { StateMachineDefinition } from './asl/definition.ts';
export type { Diagnostic, Place, Range, Severity, SourceFile } from './diagnostics/index.ts';
export type { Figures, Machine, Permission } from './machine.ts';
export type { CompileOptions } from './options.ts';
