import { Duration, Stack } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine, SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { type StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../acknowledge.ts';
import { createAlarms } from '../alarms.ts';
import type { ArazzoStateMachine } from '../arazzoStateMachine.ts';
import { definitionText, templateText } from '../definitionBody.ts';
import { machineBody } from '../largeDefinition.ts';
import { createLoggedMachine } from '../loggedMachine.ts';
import { fittedName } from '../names.ts';
import { createRuleRole, keyStatement, startStatement, stateMachineArn, statesArn } from '../roles.ts';
import { fixedSubstitutions, SUBSTITUTIONS } from '../trigger/inputMapping.ts';
import { batchDefinition, LABELS } from './batchDefinition.ts';
import { type ColumnSource, type Columns, mapColumns } from './columns.ts';
import { createFileBucket } from './fileBucket.ts';

/** What an `ArazzoBatch` starts, by which files. */
export interface ArazzoBatchProps {
  /** What is started, once for each row. */
  readonly machine: ArazzoStateMachine;
  /** Where inputs come from. Default: the column of the same name. */
  readonly inputs?: Readonly<Record<string, ColumnSource>>;
  /** The input that tells one row from another. Default: the first required one that a column gives. */
  readonly key?: string;
  /** How many rows are under way at once. Default: 20, with which Amazon Connect's 2 calls a second are enough. */
  readonly maxConcurrency?: number;
  /** How long files and results are kept. Default: 90 days, for which the names of executions are kept, too. */
  readonly keepFiles?: Duration;
  /** An alarm where a batch fails. Default: true. */
  readonly alarms?: boolean;
  readonly alarmTopic?: ITopic;
  /** Is told when a batch has ended, however it did. Default: nobody. */
  readonly topic?: ITopic;
}

/**
 * Starts a machine once for each row of a file that is put into a bucket (CSV, JSON, JSON Lines): a rule, and a state
 * machine with a distributed Map over the file. Executions are named after their rows, so that the same file can be put
 * there again at any time; results are written beside it.
 */
export class ArazzoBatch extends Construct {
  /** Where files are put. */
  readonly bucket: Bucket;
  readonly rule: Rule;
  /** The machine with the distributed Map; its input is `{"bucket": ..., "key": ...}`. */
  readonly stateMachine: StateMachine;
  readonly role: Role;
  /** The role that EventBridge starts the machine with. */
  readonly ruleRole: Role;
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: ArazzoBatchProps) {
    super(scope, id);
    const { machine } = props;
    const { key, removalPolicy } = machine.settings;
    const columns = mapColumns(machine.compiled, props.inputs ?? {}, props.key);
    const name = fittedName(`${machine.name}-batch`, 80);
    this.bucket = createFileBucket(this, key, props.keepFiles ?? Duration.days(90), removalPolicy);
    const { stateMachine, role } = createLoggedMachine(this, {
      ...machine.settings,
      name,
      type: StateMachineType.STANDARD,
      labels: LABELS,
      ...this.machineBody(machine, columns, props.maxConcurrency ?? 20),
    });
    this.stateMachine = stateMachine;
    this.role = role;
    this.allowFiles(key);
    this.allowChildren(name, machine);
    this.allowExecutions(machine);
    const ruleName = fittedName(name, 64);
    // Made of its name and not of the rule, which needs the role.
    const ruleArn = Stack.of(this).formatArn({ service: 'events', resource: 'rule', resourceName: ruleName });
    this.ruleRole = createRuleRole(this, ruleArn, stateMachine, name);
    this.rule = new Rule(this, 'Rule', {
      ruleName,
      description: `Starts ${name} for each file that is put into its bucket`,
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [this.bucket.bucketName] },
          // What the machine itself writes starts nothing.
          object: { key: [{ 'anything-but': { wildcard: '*.results/*' } }] },
        },
      },
      targets: [
        new SfnStateMachine(stateMachine, {
          role: this.ruleRole,
          input: RuleTargetInput.fromObject({
            bucket: EventField.fromPath('$.detail.bucket.name'),
            key: EventField.fromPath('$.detail.object.key'),
          }),
        }),
      ],
    });
    if (props.topic !== undefined) this.tell(name, props.topic);
    const failed = stateMachine.metricFailed({ period: Duration.minutes(5) });
    const description = `A file for ${machine.name} was rejected, or rows of it failed; the cause says where the results are`;
    const watches = (props.alarms ?? true) ? [{ id: 'Failed', metric: failed, description }] : [];
    this.alarms = createAlarms(this, watches, props.alarmTopic);
  }

  private machineBody(machine: ArazzoStateMachine, columns: Columns, maxConcurrency: number) {
    const substitutions: Record<string, string> = {
      [SUBSTITUTIONS.machine]: machine.alias.ref,
      [SUBSTITUTIONS.executions]: statesArn(this, 'execution', `${machine.name}:`),
      ...fixedSubstitutions(columns.mapping),
    };
    const text = definitionText(batchDefinition(columns, maxConcurrency));
    return { body: machineBody(this, templateText(text, Object.keys(substitutions))), substitutions };
  }

  /** To read what is put into the bucket, and to write results, each by the key of the bucket. */
  private allowFiles(key: IKey): void {
    const { bucket, role } = this;
    const [files, results] = [bucket.arnForObjects('*'), bucket.arnForObjects('*.results/*')];
    role.addToPolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: [files] }));
    role.addToPolicy(
      new PolicyStatement({
        actions: ['s3:PutObject', 's3:ListMultipartUploadParts', 's3:AbortMultipartUpload'],
        resources: [results],
      }),
    );
    // Without it a file that is gone would be one that may not be read.
    role.addToPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }));
    role.addToPolicy(
      new PolicyStatement({
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `s3.${Stack.of(this).region}.amazonaws.com` } },
      }),
    );
    acknowledgeWildcards(role, [files, results], 'Files have any name; results are written beside each');
  }

  /** To start child executions of its own Maps, to look at them and to have them go on, and to count them. */
  private allowChildren(name: string, { settings }: ArazzoStateMachine): void {
    const { role } = this;
    const children = LABELS.map((label) => statesArn(this, 'execution', `${name}/${label}:*`));
    const mapRuns = LABELS.map((label) => statesArn(this, 'mapRun', `${name}/${label}:*`));
    role.addToPolicy(
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachineArn(this, name)] }),
    );
    role.addToPolicy(
      new PolicyStatement({
        actions: ['states:DescribeExecution', 'states:StopExecution', 'states:RedriveExecution'],
        resources: children,
      }),
    );
    role.addToPolicy(new PolicyStatement({ actions: ['states:DescribeMapRun'], resources: mapRuns }));
    acknowledgeWildcards(role, [...children, ...mapRuns], 'Step Functions names child executions and map runs');
    // CDK allows the key for the machine alone; its Maps are encrypted as machines of their own.
    role.addToPolicy(
      keyStatement(
        settings.key.keyArn,
        LABELS.map((label) => `${stateMachineArn(this, name)}/${label}`),
        ['kms:Decrypt', 'kms:GenerateDataKey'],
      ),
    );
  }

  /** To start the machine through its alias, and to look at its executions and have them go on. */
  private allowExecutions({ name, settings }: ArazzoStateMachine): void {
    const { role } = this;
    role.addToPolicy(startStatement(this, name));
    const executions = [statesArn(this, 'execution', `${name}:*`)];
    role.addToPolicy(
      new PolicyStatement({
        actions: ['states:DescribeExecution', 'states:GetExecutionHistory', 'states:RedriveExecution'],
        resources: executions,
      }),
    );
    acknowledgeWildcards(role, executions, 'Executions are named after rows; all are of this machine');
    role.addToPolicy(keyStatement(settings.key.keyArn, [stateMachineArn(this, name)]));
  }

  /** One message for each batch, when it has ended. */
  private tell(name: string, topic: ITopic): void {
    new Rule(this, 'Ended', {
      description: `Tells when a batch of ${name} has ended`,
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: [this.stateMachine.stateMachineArn],
          status: ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'],
        },
      },
      targets: [
        new SnsTopic(topic, {
          message: RuleTargetInput.fromText(
            `${name} ${EventField.fromPath('$.detail.status')}: ${EventField.fromPath('$.detail.executionArn')}\n${EventField.fromPath('$.detail.cause')}${EventField.fromPath('$.detail.output')}`,
          ),
        }),
      ],
    });
  }
}
