import { type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type Grant, type IGrantable, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  type CfnStateMachineAlias,
  CustomerManagedEncryptionConfiguration,
  LogLevel,
  StateMachine,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Machine, Permission } from '../compiler/index.ts';
import { definitionBody } from './definitionBody.ts';
import { DocumentError } from './documentError.ts';
import { allowLogGroup, createKey } from './encryption.ts';
import { publishLive } from './liveAlias.ts';
import { type ResourceScope, scopePermissions } from './resourceScope.ts';
import { createStateMachineRole } from './roles.ts';

export interface ArazzoStateMachineProps {
  /** The Arazzo document's path, relative to the working folder, or a machine that `compile` gave. */
  readonly document: Machine;
  /** Which resources the role may touch; a type that is called and not covered is an error. */
  readonly resourceScope?: ResourceScope;
  /** The machine's name. Default: the workflow's id. */
  readonly stateMachineName?: string;
  /** Encrypts definition, history and logs. Default: a key of its own, rotated every year. */
  readonly encryptionKey?: IKey;
  /** What is logged; input and output of states never are. Default: errors. */
  readonly logLevel?: LogLevel;
  /** How long logs are kept. Default: a year. */
  readonly logRetention?: RetentionDays;
  /** X-Ray traces. Default: true. */
  readonly tracing?: boolean;
  /** How long an execution may take. Default: what the compiler works out, a day or more. */
  readonly timeout?: Duration;
  /** What becomes of the key and the logs when the stack goes. Default: they are kept. */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A state machine made of an Arazzo workflow, with a role that allows its calls on the given resources and no others,
 * encrypted, logged without payloads, traced, and started through the alias `live`.
 *
 * @example
 * new ArazzoStateMachine(this, 'Onboarding', {
 *   document: 'workflows/amazon-connect-provision-user.yml',
 *   resourceScope: { connectInstanceIds: [instanceId] },
 * });
 */
export class ArazzoStateMachine extends Construct {
  /** What the compiler made of the workflow. */
  readonly compiled: Machine;
  readonly stateMachine: StateMachine;
  readonly role: Role;
  readonly key: IKey;
  readonly logGroup: LogGroup;
  /** What executions are started by; moves to the new version at each deploy. */
  readonly alias: CfnStateMachineAlias;

  constructor(scope: Construct, id: string, props: ArazzoStateMachineProps) {
    super(scope, id);
    this.compiled = props.document;
    const name = props.stateMachineName ?? nameOf(this.compiled);
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
    this.key = props.encryptionKey ?? createKey(this, name, removalPolicy);
    // The prefix keeps the resource policy of vended logs from growing with every machine.
    const logGroupName = `/aws/vendedlogs/states/${name}`;
    allowLogGroup(this.key, this, logGroupName);
    this.logGroup = new LogGroup(this, 'Logs', {
      logGroupName,
      encryptionKey: this.key,
      retention: props.logRetention ?? RetentionDays.ONE_YEAR,
      removalPolicy,
    });
    this.role = createStateMachineRole(this, 'Role', name);
    this.allowCalls(props.resourceScope ?? {});
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineName: name,
      definitionBody: definitionBody(this.compiled, props.timeout),
      role: this.role,
      encryptionConfiguration: new CustomerManagedEncryptionConfiguration(this.key),
      logs: { destination: this.logGroup, level: props.logLevel ?? LogLevel.ERROR, includeExecutionData: false },
      tracingEnabled: props.tracing ?? true,
    });
    this.alias = publishLive(this, this.stateMachine);
  }

  /** The calls that the role allows, with the states that make them. */
  get permissions(): readonly Permission[] {
    return this.compiled.permissions;
  }

  /** Lets somebody start executions of this machine, and do nothing else with it. */
  grantStartExecution(grantee: IGrantable): Grant {
    return this.stateMachine.grantStartExecution(grantee);
  }

  private allowCalls(resourceScope: ResourceScope): void {
    const { partition, region, account } = Stack.of(this);
    const scoped = scopePermissions(this.compiled.permissions, resourceScope, { partition, region, account });
    for (const { action, resources } of scoped) {
      this.role.addToPolicy(new PolicyStatement({ actions: [action], resources: [...resources] }));
    }
  }
}

/** The workflow's id, where Step Functions takes it as a name. */
function nameOf({ workflowId }: Machine): string {
  if (/^[A-Za-z0-9_-]{1,80}$/.test(workflowId)) return workflowId;
  throw new DocumentError(
    `A state machine can't be named '${workflowId}': give stateMachineName (letters, digits, '-' and '_', at most 80).`,
  );
}
