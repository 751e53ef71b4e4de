export { createSecretsManager } from './createSecretsManager.ts';
