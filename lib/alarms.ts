import { Annotations, Duration } from 'aws-cdk-lib';
import { Alarm, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

/** Over what time figures are added up. */
const PERIOD = Duration.minutes(5);
/** A message that nobody has looked at for so long is forgotten. */
const FORGOTTEN = Duration.days(1);

/** One thing to be woken up for. */
export interface Watch {
  /** Names the alarm: its construct id begins with it. */
  readonly id: string;
  readonly description: string;
  readonly metric: IMetric;
  /** The alarm goes off from this value on. Default: 1. */
  readonly threshold?: number;
}

/** What can go wrong with the executions of a machine. */
export function executionWatches(machine: StateMachine, name: string): readonly Watch[] {
  const period = { period: PERIOD };
  return [
    { id: 'Failed', metric: machine.metricFailed(period), description: `Executions of ${name} failed` },
    { id: 'TimedOut', metric: machine.metricTimedOut(period), description: `Executions of ${name} timed out` },
    { id: 'Aborted', metric: machine.metricAborted(period), description: `Executions of ${name} were stopped` },
    {
      id: 'Throttled',
      metric: machine.metricThrottled(period),
      description: `State transitions of ${name} were throttled: the account's quota is used up`,
    },
  ];
}

/** What can go wrong with a dead-letter queue: something is in it, and nobody looks at it. */
export function deadLetterWatches(queue: IQueue, name: string): readonly Watch[] {
  return [
    {
      id: 'DeadLetters',
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'max' }),
      description: `Events for ${name} could not be turned into executions; each message tells why`,
    },
    {
      id: 'DeadLettersForgotten',
      metric: queue.metricApproximateAgeOfOldestMessage({ period: PERIOD, statistic: 'max' }),
      threshold: FORGOTTEN.toSeconds(),
      description: `A dead letter of ${name} has been waiting for a day; it is deleted after 14`,
    },
  ];
}

/**
 * Makes an alarm of each watch. Silence is no alarm.
 * @param topic told when an alarm goes off and when it is over; without one, alarms are seen in CloudWatch only, and CDK says so
 */
export function createAlarms(scope: Construct, watches: readonly Watch[], topic: ITopic | undefined): readonly Alarm[] {
  if (topic === undefined && watches.length > 0) {
    Annotations.of(scope).addInfoV2(
      'arazzo-step-functions:alarms-tell-nobody',
      'The alarms have no action and tell nobody when they go off. Give a topic (`alarmTopic`; of the shipped stack, `notify`).',
    );
  }
  return watches.map(({ id, description, metric, threshold }) => {
    const alarm = new Alarm(scope, `${id}Alarm`, {
      metric,
      alarmDescription: description,
      threshold: threshold ?? 1,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    if (topic !== undefined) {
      alarm.addAlarmAction(new SnsAction(topic));
      alarm.addOkAction(new SnsAction(topic));
    }
    return alarm;
  });
}
