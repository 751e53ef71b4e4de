import { Annotations, type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Alarm, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConnection } from 'aws-cdk-lib/aws-events';
import { type Grant, type IGrantable, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import {
  type CfnStateMachineAlias,
  LogLevel,
  type StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { ApiConnection, CompileOptions, Machine, Permission } from '../compiler/index.ts';
import type { ResourceScope } from '../project/index.ts';
import { acknowledgeWildcards } from './acknowledge.ts';
import { createAlarms, executionWatches } from './alarms.ts';
import { type ApiCredentials, createConnections, keyOf, placeholderName, requestStatements } from './apiConnections.ts';
import { definitionText, templateText } from './definitionBody.ts';
import { DocumentError } from './documentError.ts';
import { createKey } from './encryption.ts';
import { machineBody } from './largeDefinition.ts';
import { publishLive } from './liveAlias.ts';
import { loadMachine } from './loadMachine.ts';
import { createLoggedMachine, type MachineSettings } from './loggedMachine.ts';
import { countWorkflowErrors, saveQueries } from './logInsights.ts';
import { machineName } from './names.ts';
import { projectSettings } from './projectSettings.ts';
import { scopeFor, scopePermissions, statesWithAnySecurityProfile } from './resourceScope.ts';
import { stateMachineArn } from './roles.ts';

/** What an `ArazzoStateMachine` is made from; everything but the document has a default. */
export interface ArazzoStateMachineProps {
  /** The Arazzo document's path, relative to the working folder, or a machine that `compile` gave. */
  readonly document: string | Machine;
  /** Which workflow of the document; needed where it has several. */
  readonly workflow?: string;
  /**
   * The folder that the document and what it names must be in, by their real paths; a file outside is as if it weren't
   * there. Default: the folder of the nearest `arazzo-sfn.yml` upward from the document, else the document's own.
   */
  readonly root?: string;
  /** How large each of these files may be, in bytes. Default: 10 MiB. */
  readonly maxFileSize?: number;
  /** What can be said to the compiler beyond the document; field by field over the `options` of the project file. */
  readonly compileOptions?: Omit<CompileOptions, 'workflow'>;
  /** Which resources the role may touch; a type that is called and not covered is an error. Default: that of the project file. */
  readonly resourceScope?: ResourceScope;
  /**
   * The HTTP APIs that the workflow calls, by the names of their source descriptions: credentials, of which a connection is
   * made as the API's description asks for, or a connection that is there; one that is known by its ARN alone is given with
   * `compileOptions.connections`.
   */
  readonly connections?: Readonly<Record<string, ApiCredentials | IConnection>>;
  /** The key that secrets are encrypted with which the machine reads, where it isn't the account's own for secrets. */
  readonly secretsKey?: IKey;
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
  /** Alarms for failed, timed out, stopped and throttled executions. Default: true. */
  readonly alarms?: boolean;
  /** Told when an alarm goes off and when it is over. Default: nobody. */
  readonly alarmTopic?: ITopic;
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
  /** The machine's name. */
  readonly name: string;
  /** How the machine is encrypted, logged, traced and kept; what surrounds it does the same. */
  readonly settings: MachineSettings;
  readonly alarms: readonly Alarm[];
  /** Executions that ended by the workflow's own rules, by error. */
  readonly workflowErrors: IMetric;
  /** What executions are started by; moves to the new version at each deploy. */
  readonly alias: CfnStateMachineAlias;

  constructor(scope: Construct, id: string, props: ArazzoStateMachineProps) {
    super(scope, id);
    this.compiled = compiledOf(props);
    const name = machineName(props.stateMachineName, this.compiled.workflowId);
    this.name = name;
    checkUnique(this);
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
    this.key = props.encryptionKey ?? createKey(this, name, removalPolicy);
    this.settings = {
      key: this.key,
      logLevel: props.logLevel ?? LogLevel.ERROR,
      logRetention: props.logRetention ?? RetentionDays.ONE_YEAR,
      tracing: props.tracing ?? true,
      removalPolicy,
    };
    const connections = createConnections(this, this.compiled.connections, props.connections ?? {});
    const substitutions = Object.fromEntries(
      [...connections].map(([api, { connectionArn }]) => [placeholderName(api), connectionArn]),
    );
    const { stateMachine, role, logGroup } = createLoggedMachine(this, {
      ...this.settings,
      name,
      type: StateMachineType.STANDARD,
      body: machineBody(this, templateText(textOf(this.compiled, props.timeout), Object.keys(substitutions))),
      ...(connections.size === 0 ? {} : { substitutions }),
    });
    this.stateMachine = stateMachine;
    this.role = role;
    this.logGroup = logGroup;
    this.allowCalls(props.resourceScope ?? scopeOf(props.document, this.compiled));
    this.allowRequests(connections, props.connections ?? {});
    tellUndecided(this, this.compiled);
    if (props.secretsKey !== undefined) this.allowSecretsKey(props.secretsKey);
    this.alias = publishLive(this, this.stateMachine);
    const watches = (props.alarms ?? true) ? executionWatches(this.stateMachine, name) : [];
    this.alarms = createAlarms(this, watches, props.alarmTopic);
    this.workflowErrors = countWorkflowErrors(this, name, this.logGroup);
    saveQueries(this, name, this.logGroup);
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
    tellSecurityProfiles(this, statesWithAnySecurityProfile(this.compiled.permissions, resourceScope));
    for (const { action, resources, conditions } of scoped) {
      const condition = Object.keys(conditions).length === 0 ? {} : { conditions: { StringEquals: conditions } };
      this.role.addToPolicy(new PolicyStatement({ actions: [action], resources: [...resources], ...condition }));
      acknowledgeWildcards(
        this.role,
        resources,
        `${action} is called on resources that come with the input or are made by the workflow; the rest of the ARN is the given scope`,
      );
    }
  }

  private allowRequests(
    connections: ReadonlyMap<ApiConnection, IConnection>,
    given: Readonly<Record<string, ApiCredentials | IConnection>>,
  ): void {
    const machineArn = stateMachineArn(this, this.name);
    for (const api of this.compiled.connections) {
      for (const statement of requestStatements(api, connections.get(api), machineArn, keyOf(given[api.source]))) {
        this.role.addToPolicy(statement);
        acknowledgeWildcards(
          this.role,
          statement.resources,
          'The secret of a connection ends in an id that EventBridge makes',
        );
      }
    }
  }

  /** Only to read secrets, and only through Secrets Manager. */
  private allowSecretsKey(key: IKey): void {
    const viaService = `secretsmanager.${Stack.of(this).region}.amazonaws.com`;
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['kms:Decrypt'],
        resources: [key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': viaService } },
      }),
    );
  }
}

/** Says what the role may lack: it isn't known whether the calls need it. */
function tellUndecided(scope: Construct, { undecided }: Machine): void {
  if (undecided.length === 0) return;
  const actions = undecided.map(({ action, states }) => `${action} (${states.join(', ')})`);
  Annotations.of(scope).addInfoV2(
    'arazzo-step-functions:permission-undecided',
    `The calls may need actions that the role is not allowed: ${actions.join('; ')}. Where one is denied, allow it to the role.`,
  );
}

/** Says who could become an administrator: security profiles come with the input. */
function tellSecurityProfiles(scope: Construct, states: readonly string[]): void {
  if (states.length === 0) return;
  Annotations.of(scope).addInfoV2(
    'arazzo-step-functions:any-security-profile',
    `Whoever may start this machine can give users any security profile of the instance (${states.join(', ')}), an administrator's included. ` +
      'List those that are allowed: `resourceScope.connectSecurityProfileIds`; of the shipped stack, `securityProfileIds`.',
  );
}

function compiledOf(props: ArazzoStateMachineProps): Machine {
  const { document, workflow, compileOptions } = props;
  if (typeof document !== 'string') return document;
  const { options } = projectSettings(document);
  return loadMachine(
    document,
    { ...options, ...compileOptions, ...(workflow === undefined ? {} : { workflow }) },
    props,
  );
}

/** What the project file says of the role; nothing where a machine was given instead of a document. */
function scopeOf(document: string | Machine, { permissions }: Machine): ResourceScope {
  const { resourceScope } = typeof document === 'string' ? projectSettings(document) : {};
  return resourceScope === undefined ? {} : scopeFor(permissions, resourceScope);
}

/** The definition as the compiler wrote it, or with another timeout. */
function textOf({ definition, text }: Machine, timeout: Duration | undefined): string {
  return timeout === undefined ? text : definitionText({ ...definition, TimeoutSeconds: timeout.toSeconds() });
}

/** Two machines of one name would leave a deployment half-way: CloudFormation asks no sooner. */
function checkUnique(machine: ArazzoStateMachine): void {
  const all = Stack.of(machine).node.findAll();
  const other = all.find(
    (each) => each instanceof ArazzoStateMachine && each !== machine && each.name === machine.name,
  );
  if (other === undefined) return;
  throw new DocumentError(
    `${other.node.path} and ${machine.node.path} are both named '${machine.name}': give one of them another stateMachineName.`,
  );
}
