/** What is known of the APIs that documents call: those of AWS, and any other by its OpenAPI description. */
export * from './aws/index.ts';
export { type CallErrors, type NamedError, TIMEOUT } from './callErrors.ts';
export {
  callErrors,
  idempotencyTokens,
  neededActions,
  type Operation,
  serviceOf,
  taskResourceOf,
  usualTimeout,
} from './calls.ts';
export { isCredentialName } from './credentialName.ts';
export * from './http/index.ts';
