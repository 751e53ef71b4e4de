/** Something wrong in a definition, as ValidateStateMachineDefinition tells it. */
export interface DefinitionDiagnostic {
  readonly severity: 'ERROR';
  readonly code:
    | 'SCHEMA_VALIDATION_FAILED'
    | 'MISSING_TRANSITION_TARGET'
    | 'MISSING_END_STATE'
    | 'DUPLICATE_STATE_NAME'
    | 'INVALID_JSONATA_EXPRESSION'
    | 'UNSUPPORTED_JSONATA_EXPRESSION';
  readonly message: string;
  /** Where in the definition: `/States/Look/Next`. */
  readonly location: string;
}

/** Takes what is found, in the order in which it is found. */
export type Report = (code: DefinitionDiagnostic['code'], message: string, location: string) => void;
