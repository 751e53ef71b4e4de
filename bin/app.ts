import { App } from 'aws-cdk-lib';
import { DocumentError, ProvisionUserStack } from '../lib/index.ts';

/** A setting given on the command line: `cdk deploy -c name=value`. */
function setting(app: App, name: string): string | undefined {
  const value: unknown = app.node.tryGetContext(name);
  return value === undefined ? undefined : String(value);
}

function flag(app: App, name: string): boolean | undefined {
  const value = setting(app, name);
  if (value === undefined) return undefined;
  if (value === 'true' || value === 'false') return value === 'true';
  throw new DocumentError(`-c ${name}=${value}: write true or false`);
}

/** Ids given as one setting, with commas between them. */
function ids(app: App, name: string): readonly string[] | undefined {
  const value = setting(app, name);
  if (value === undefined) return undefined;
  const given = value.split(',').map((id) => id.trim());
  if (given.every((id) => /^[A-Za-z0-9-]+$/.test(id))) return given;
  throw new DocumentError(`-c ${name}=${value}: write ids with commas between them`);
}

try {
  const app = new App();
  new ProvisionUserStack(app, setting(app, 'stack') ?? 'ProvisionUser', {
    document: setting(app, 'document'),
    workflow: setting(app, 'workflow'),
    stateMachineName: setting(app, 'name'),
    securityProfileIds: ids(app, 'security-profiles'),
    routingProfileIds: ids(app, 'routing-profiles'),
    hierarchyGroupIds: ids(app, 'hierarchy-groups'),
    secretsPrefix: setting(app, 'secrets-prefix'),
    secretsKeyArn: setting(app, 'secrets-key'),
    events: flag(app, 'events'),
    batch: flag(app, 'batch'),
    deduplicationKey: setting(app, 'deduplication-key'),
    notify: flag(app, 'notify'),
    dashboard: flag(app, 'dashboard'),
  });
  app.synth();
} catch (error) {
  if (!(error instanceof DocumentError)) throw error;
  // What is wrong in a document is told as it stands; a stack trace would only hide it.
  console.error(error.message);
  process.exitCode = 1;
}
