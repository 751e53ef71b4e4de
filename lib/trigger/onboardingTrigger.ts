import { Annotations, Duration, Stack } from 'aws-cdk-lib';
import { type Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { type CfnArchive, EventBus, type IEventBusRef, Rule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import type { CfnSchema } from 'aws-cdk-lib/aws-eventschemas';
import { Grant, type IGrantable, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { type StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../acknowledge.ts';
import { createAlarms, deadLetterWatches, type Watch } from '../alarms.ts';
import type { ArazzoStateMachine } from '../arazzoStateMachine.ts';
import { definitionText, templateText } from '../definitionBody.ts';
import { machineBody } from '../largeDefinition.ts';
import { createLoggedMachine } from '../loggedMachine.ts';
import { fittedName } from '../names.ts';
import { createRuleRole, keyStatement, startStatement, stateMachineArn, statesArn } from '../roles.ts';
import { createArchive } from './archive.ts';
import { allowRule, allowSending, createDeadLetterQueue } from './deadLetterQueue.ts';
import { detailPattern } from './eventPattern.ts';
import { fixedSubstitutions, type InputMapping, type InputSource, mapInputs, SUBSTITUTIONS } from './inputMapping.ts';
import { inputsCheck } from './inputsCheck.ts';
import { publishSchema } from './publishSchema.ts';
import { QUEUE, starterDefinition } from './starterDefinition.ts';

/** What an `OnboardingTrigger` starts, by which events. */
export interface OnboardingTriggerProps {
  /** What is started. */
  readonly machine: ArazzoStateMachine;
  /** Where events arrive. Default: a bus of its own, encrypted with the machine's key. */
  readonly eventBus?: IEventBusRef;
  /** The events' `source`. Default: `onboarding`. */
  readonly source?: string;
  /** The events' `detail-type`. Default: `Onboarding Requested`. */
  readonly detailType?: string;
  /** Where inputs come from. Default: the detail's member of the same name. */
  readonly inputs?: Readonly<Record<string, InputSource>>;
  /**
   * Member of the detail (names joined by dots) that tells one hire from another, for producers that may publish the
   * same hire twice. Default: the event's id, which tells deliveries of one event.
   */
  readonly deduplicationKey?: string;
  /** How long EventBridge tries to hand an event to the starter. Default: a day. */
  readonly maxEventAge?: Duration;
  /** How often EventBridge tries. Default: 185 times. */
  readonly retryAttempts?: number;
  /** How long events are kept for replay. Default: 90 days, for which the names of executions are kept too. */
  readonly archiveRetention?: Duration;
  /** Default: true. */
  readonly alarms?: boolean;
  readonly alarmTopic?: ITopic;
}

/**
 * Starts a machine once for each event: a bus, a rule, an express state machine that names the execution after the event,
 * a dead-letter queue for what can't be started, an archive for replay, and the events' schema in the registry.
 */
export class OnboardingTrigger extends Construct {
  readonly eventBus: IEventBusRef;
  readonly rule: Rule;
  /** The express state machine between the rule and the machine. */
  readonly starter: StateMachine;
  readonly starterRole: Role;
  /** The role that EventBridge starts the starter with. */
  readonly ruleRole: Role;
  readonly deadLetterQueue: Queue;
  readonly archive: CfnArchive;
  readonly schema: CfnSchema;
  readonly source: string;
  readonly detailType: string;
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: OnboardingTriggerProps) {
    super(scope, id);
    const { machine } = props;
    const { name, key } = machine;
    const { removalPolicy } = machine.settings;
    this.source = props.source ?? 'onboarding';
    this.detailType = props.detailType ?? 'Onboarding Requested';
    const mapping = mapInputs(machine.compiled, props.inputs ?? {}, props.deduplicationKey);
    // The shortest of the limits that apply to what bears this name: archives have 48 characters.
    const ownName = fittedName(`arazzo-${name}`, 48);
    const busName = props.eventBus?.eventBusRef.eventBusName ?? ownName;
    this.eventBus = props.eventBus ?? new EventBus(this, 'Bus', { eventBusName: busName, kmsKey: key });
    this.deadLetterQueue = createDeadLetterQueue(this, key, removalPolicy);
    const { stateMachine, role } = createLoggedMachine(this, {
      ...machine.settings,
      name: fittedName(`${name}-starter`, 80),
      type: StateMachineType.EXPRESS,
      ...this.starterBody(machine, mapping),
    });
    this.starter = stateMachine;
    this.starterRole = role;
    this.allowStarting(machine);
    if (props.deduplicationKey !== undefined) this.allowReading(machine);
    allowSending(role, this.deadLetterQueue, key);
    const pattern = this.pattern(mapping);
    // Made of names and not of the rule: the rule needs the role and the key that this ARN stands in.
    const ruleArn = Stack.of(this).formatArn({
      service: 'events',
      resource: 'rule',
      resourceName: busName === 'default' ? ownName : `${busName}/${ownName}`,
    });
    this.ruleRole = createRuleRole(this, ruleArn, stateMachine, stateMachine.node.path);
    this.rule = new Rule(this, 'Rule', {
      ruleName: ownName,
      description: `Starts ${name} for each event`,
      eventBus: this.eventBus,
      eventPattern: { source: pattern.source, detailType: pattern['detail-type'], detail: pattern.detail },
      targets: [
        new SfnStateMachine(this.starter, {
          role: this.ruleRole,
          deadLetterQueue: this.deadLetterQueue,
          maxEventAge: props.maxEventAge ?? Duration.days(1),
          retryAttempts: props.retryAttempts ?? 185,
        }),
      ],
    });
    allowRule(key, this, ruleArn);
    this.archive = createArchive(this, {
      name: ownName,
      busArn: this.eventBus.eventBusRef.eventBusArn,
      busName,
      eventPattern: pattern,
      retention: props.archiveRetention ?? Duration.days(90),
      key,
    });
    this.schema = publishSchema(this, { name: ownName, source: this.source, detailType: this.detailType }, mapping);
    this.alarms = createAlarms(this, (props.alarms ?? true) ? this.watches(name) : [], props.alarmTopic);
  }

  /** Lets somebody publish the events that this trigger takes, and no others. */
  grantPublish(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['events:PutEvents'],
      resourceArns: [this.eventBus.eventBusRef.eventBusArn],
      conditions: {
        StringEquals: { 'events:source': this.source, 'events:detail-type': this.detailType },
      },
    });
  }

  /** The pattern of the events, as EventBridge writes it; it says at synthesis what doesn't fit into it. */
  private pattern(mapping: InputMapping) {
    const envelope = { source: [this.source], 'detail-type': [this.detailType], detail: {} };
    const { detail, leftOut } = detailPattern(mapping, JSON.stringify(envelope).length);
    if (leftOut > 0) {
      Annotations.of(this).addWarningV2(
        'arazzo-step-functions:event-pattern-full',
        `Inputs are read from so many objects of an event that ${leftOut} usual names of credentials in them don't fit into ` +
          'the pattern of the rule and the archive. The published schema has them all: let producers check their events against it.',
      );
    }
    return { ...envelope, detail };
  }

  private starterBody(machine: ArazzoStateMachine, mapping: InputMapping) {
    const { workflowId } = machine.compiled;
    const definition = starterDefinition({ workflowId, mapping, ...inputsCheck(workflowId, mapping) });
    const substitutions: Record<string, string> = {
      [SUBSTITUTIONS.machine]: machine.alias.ref,
      [SUBSTITUTIONS.executions]: statesArn(this, 'execution', `${machine.name}:`),
      [QUEUE]: this.deadLetterQueue.queueUrl,
      ...fixedSubstitutions(mapping),
    };
    const text = templateText(definitionText(definition), Object.keys(substitutions));
    return { body: machineBody(this, text), substitutions };
  }

  /** Only through the alias; and to see whether an execution that was there before is running or done. */
  private allowStarting({ name }: ArazzoStateMachine): void {
    this.starterRole.addToPolicy(startStatement(this, name));
    const executions = [statesArn(this, 'execution', `${name}:*`)];
    this.starterRole.addToPolicy(new PolicyStatement({ actions: ['states:DescribeExecution'], resources: executions }));
    acknowledgeWildcards(this.starterRole, executions, 'Executions are named after events; all are of this machine');
  }

  /** To see of what inputs an earlier execution was; they are encrypted with the machine's key. */
  private allowReading({ name, key }: ArazzoStateMachine): void {
    this.starterRole.addToPolicy(keyStatement(key.keyArn, stateMachineArn(this, name)));
  }

  private watches(name: string): readonly Watch[] {
    return [
      ...deadLetterWatches(this.deadLetterQueue, name),
      {
        id: 'StarterFailed',
        metric: this.starter.metricFailed(),
        description: `The starter of ${name} failed, and could not even put the event into the dead-letter queue: replay it from the archive`,
      },
      {
        id: 'EventsLost',
        metric: new Metric({
          namespace: 'AWS/Events',
          metricName: 'InvocationsFailedToBeSentToDlq',
          dimensionsMap: { EventBusName: this.eventBus.eventBusRef.eventBusName, RuleName: this.rule.ruleName },
          statistic: 'sum',
        }),
        description: `EventBridge could neither start the starter of ${name} nor use the dead-letter queue: replay the event from the archive`,
      },
    ];
  }
}
