import type { RemovalPolicy } from 'aws-cdk-lib';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  CustomerManagedEncryptionConfiguration,
  type DefinitionBody,
  type LogLevel,
  StateMachine,
  type StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { acknowledge, acknowledgeWildcards } from './acknowledge.ts';
import { allowLogGroup, forLogDelivery } from './encryption.ts';
import { createStateMachineRole } from './roles.ts';

/** How a machine is encrypted, logged, traced and kept. */
export interface MachineSettings {
  readonly key: IKey;
  readonly logLevel: LogLevel;
  readonly logRetention: RetentionDays;
  readonly tracing: boolean;
  readonly removalPolicy: RemovalPolicy;
}

export interface LoggedMachineOptions extends MachineSettings {
  readonly name: string;
  readonly type: StateMachineType;
  readonly body: DefinitionBody;
  /** Of its distributed Maps. */
  readonly labels?: readonly string[];
  readonly substitutions?: Readonly<Record<string, string>>;
}

/** A state machine, the role it runs as and the log group that it writes to. */
export interface LoggedMachine {
  readonly stateMachine: StateMachine;
  readonly role: Role;
  readonly logGroup: LogGroup;
}

/**
 * A state machine whose definition, history and logs are encrypted with one key and whose logs hold no payloads. The role
 * has what logs, traces and the key need; the calls are to be allowed by the caller.
 */
export function createLoggedMachine(scope: Construct, options: LoggedMachineOptions): LoggedMachine {
  const { name, key, removalPolicy } = options;
  // The prefix keeps the resource policy of vended logs from growing with every machine.
  const logGroupName = `/aws/vendedlogs/states/${name}`;
  allowLogGroup(key, scope, logGroupName);
  const logGroup = new LogGroup(scope, 'Logs', {
    logGroupName,
    encryptionKey: key,
    retention: options.logRetention,
    removalPolicy,
  });
  const role = createStateMachineRole(scope, 'Role', name, options.labels);
  const stateMachine = new StateMachine(scope, 'StateMachine', {
    // Without a name CDK writes a condition on the key that can never hold.
    stateMachineName: name,
    stateMachineType: options.type,
    definitionBody: options.body,
    ...(options.substitutions === undefined ? {} : { definitionSubstitutions: { ...options.substitutions } }),
    role,
    encryptionConfiguration: new CustomerManagedEncryptionConfiguration(forLogDelivery(key, scope)),
    logs: { destination: logGroup, level: options.logLevel, includeExecutionData: false },
    tracingEnabled: options.tracing,
  });
  acknowledgeWildcards(role, ['*'], 'The actions of log delivery and of X-Ray know no resources');
  acknowledge(
    stateMachine,
    'SF1',
    'Every event is in the execution history; errors alone go to the log, so that names of people do not pile up there',
  );
  return { stateMachine, role, logGroup };
}
