import { type Cloud, exceptionOf } from '../../local/index.ts';
import type { Secrets } from './firstPasswords.ts';

/** Secrets Manager in a cloud of this process. */
export function localSecrets(cloud: Cloud): Secrets {
  return { create: (request) => cloud.call('secretsmanager', 'CreateSecret', request), exception: exceptionOf };
}
