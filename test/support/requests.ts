import { shippedModels } from '../../compiler/node/index.ts';

/** An action asked for on one resource. */
export interface Request {
  readonly action: string;
  readonly resource: string;
}

/**
 * Every action of every service in the models, on every type of resource that it knows and on `*`, with each of the given
 * values of a placeholder in turn (`InstanceId`: two instances), in two regions and two accounts.
 */
export function* everyRequest(placeholders: Readonly<Record<string, readonly string[]>>): Generator<Request> {
  const seen = new Map<string, Set<string>>();
  for (const { resource } of shippedModels.services) {
    const service = shippedModels.service(resource);
    for (const name of service?.operationNames ?? []) {
      const operation = service?.operation(name);
      const besides = operation?.depends.map((each) => each.action) ?? [];
      for (const { action, resources } of [...(operation?.iam ?? []), ...besides]) {
        const patterns = seen.get(action) ?? new Set<string>();
        seen.set(action, patterns);
        for (const pattern of ['*', ...resources.flatMap(({ arns }) => arns)]) patterns.add(pattern);
      }
    }
  }
  for (const [action, patterns] of seen) {
    for (const pattern of patterns) {
      for (const resource of instances(pattern, placeholders)) yield { action, resource };
    }
  }
}

const PLACES: Readonly<Record<string, readonly string[]>> = {
  Partition: ['aws'],
  Region: ['eu-central-1', 'us-east-1'],
  Account: ['111122223333', '444455556666'],
};

/** The ARNs of a pattern: every combination of the values of its placeholders. */
function instances(pattern: string, placeholders: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const [, before, name, after] = /^(.*?)\$\{(\w+)\}(.*)$/s.exec(pattern) ?? [];
  if (before === undefined || name === undefined || after === undefined) return [pattern];
  const values = placeholders[name] ?? PLACES[name] ?? ['anything'];
  return values.flatMap((value) => instances(`${before}${value}${after}`, placeholders));
}
