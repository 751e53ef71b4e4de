import type { Secrets } from '../batch/firstPasswords.ts';
import type { AwsOptions } from '../cli/options.ts';
import { clientConfig } from './client.ts';

/** Secrets Manager of AWS, or of an endpoint. Its client is loaded by the first secret. */
export function awsSecrets(options: AwsOptions): Secrets {
  const load = async () => {
    const { CreateSecretCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
    const client = new SecretsManagerClient(clientConfig(options));
    return {
      create: (request: ConstructorParameters<typeof CreateSecretCommand>[0]) =>
        client.send(new CreateSecretCommand(request)),
    };
  };
  let loaded: ReturnType<typeof load> | undefined;
  return {
    async create(request) {
      loaded ??= load();
      await (await loaded).create(request);
    },
    exception: (error) => (error instanceof Error ? error.name : ''),
  };
}
