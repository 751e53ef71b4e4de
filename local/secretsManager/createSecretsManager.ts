import { type Clock, type JsonObject, seededRandom, uuid } from '../interpreter/index.ts';
import {
  type Call,
  type Handlers,
  type InMemoryService,
  optionalText,
  refusal,
  serviceOf,
  textIn,
} from '../services/index.ts';

interface Secret {
  readonly name: string;
  readonly arn: string;
  readonly created: string;
  readonly description: string | undefined;
  text: string;
  versionId: string;
}

interface Context {
  readonly clock: Clock;
  readonly region: string;
  readonly account: string;
  readonly secrets: Map<string, Secret>;
  newId(): string;
}

export interface SecretsManagerOptions {
  readonly clock: Clock;
  readonly region: string;
  readonly account: string;
}

/** AWS Secrets Manager in memory: secrets of text, each with its newest version alone. Nothing is encrypted. */
export function createSecretsManager({ clock, region, account }: SecretsManagerOptions): InMemoryService {
  const random = seededRandom(2);
  return serviceOf('secretsmanager', handlers, {
    clock,
    region,
    account,
    secrets: new Map(),
    newId: () => uuid(random),
  });
}

const handlers: Handlers<Context> = {
  CreateSecret(call) {
    const { clock, region, account, secrets, newId } = call.context;
    const name = textIn(call, 'Name');
    if (secrets.has(name)) {
      throw refusal(call, 'ResourceExistsException', `The operation failed because the secret ${name} already exists.`);
    }
    const suffix = newId().slice(0, 6);
    const secret: Secret = {
      name,
      arn: `arn:aws:secretsmanager:${region}:${account}:secret:${name}-${suffix}`,
      created: new Date(clock.now()).toISOString(),
      description: optionalText(call, 'Description'),
      text: textIn(call, 'SecretString'),
      versionId: newId(),
    };
    secrets.set(name, secret);
    return identity(secret);
  },

  PutSecretValue(call) {
    const secret = secretOf(call);
    secret.text = textIn(call, 'SecretString');
    secret.versionId = call.context.newId();
    return { ...identity(secret), VersionStages: ['AWSCURRENT'] };
  },

  GetSecretValue(call) {
    const secret = secretOf(call);
    return {
      ...identity(secret),
      SecretString: secret.text,
      VersionStages: ['AWSCURRENT'],
      CreatedDate: secret.created,
    };
  },

  DescribeSecret: (call) => described(secretOf(call)),

  ListSecrets: (call) => ({ SecretList: [...call.context.secrets.values()].map(described) }),

  DeleteSecret(call) {
    const secret = secretOf(call);
    call.context.secrets.delete(secret.name);
    return { ARN: secret.arn, Name: secret.name, DeletionDate: new Date(call.context.clock.now()).toISOString() };
  },
};

function secretOf(call: Call<Context>): Secret {
  const id = textIn(call, 'SecretId');
  const found = call.context.secrets.get(id) ?? [...call.context.secrets.values()].find(({ arn }) => arn === id);
  if (found !== undefined) return found;
  throw refusal(call, 'ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
}

function identity({ arn, name, versionId }: Secret): JsonObject {
  return { ARN: arn, Name: name, VersionId: versionId };
}

function described({ arn, name, created, description }: Secret): JsonObject {
  return {
    ARN: arn,
    Name: name,
    CreatedDate: created,
    ...(description === undefined ? {} : { Description: description }),
  };
}
