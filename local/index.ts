export * from './assembly/index.ts';
export { type Cloud, type CloudOptions, createCloud } from './cloud.ts';
export * from './connect/index.ts';
export * from './endpoint/index.ts';
export * from './http/index.ts';
export * from './iam/index.ts';
export { inputCheck } from './inputCheck.ts';
export * from './interpreter/index.ts';
export { type LocalServicesOptions, localServices } from './localServices.ts';
export {
  createSecrets,
  learnCredentials,
  learnSecretInputs,
  MASK,
  type Secrets,
} from './redaction.ts';
export * from './services/index.ts';
export { exceptionOf, stepFunctionsClient } from './stepFunctionsClient.ts';
