/** Something about a definition, as ValidateStateMachineDefinition tells it. */
export interface DefinitionDiagnostic {
  /** With an error a machine can't be created; a warning refuses nothing. */
  readonly severity: 'ERROR' | 'WARNING';
  readonly code:
    | 'SCHEMA_VALIDATION_FAILED'
    | 'MISSING_TRANSITION_TARGET'
    | 'MISSING_END_STATE'
    | 'DUPLICATE_STATE_NAME'
    | 'DUPLICATE_VARIABLE_NAME'
    | 'RESERVED_VARIABLE_NAME'
    | 'INVALID_VARIABLE_NAME'
    | 'POSSIBLY_UNDEFINED_VARIABLE'
    | 'INVALID_JSONATA_EXPRESSION'
    | 'UNSUPPORTED_JSONATA_EXPRESSION';
  readonly message: string;
  /** Where in the definition: `/States/Look/Next`; empty where it is about all of it. */
  readonly location: string;
}

/** Takes what is found, in the order in which it is found. */
export type Report = (code: DefinitionDiagnostic['code'], message: string, location: string) => void;
