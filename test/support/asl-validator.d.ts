/** The package has no types of its own. */
declare module 'asl-validator' {
  /** Validates a definition; it writes the query language into states that don't say one. */
  function validate(definition: object): {
    readonly isValid: boolean;
    readonly errors: readonly { readonly Message: string }[];
    readonly errorsText: () => string;
  };
  export = validate;
}
