import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, LogQueryWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { ArazzoStateMachine } from './arazzoStateMachine.ts';
import { FAILURES } from './logInsights.ts';
import type { OnboardingTrigger } from './trigger/onboardingTrigger.ts';

const HALF = 12;
const PERIOD = { period: Duration.minutes(5) };

/** One page that shows how executions go, what fails and why, and what waits in the dead-letter queue. */
export function createDashboard(
  scope: Construct,
  id: string,
  machine: ArazzoStateMachine,
  trigger?: OnboardingTrigger,
): Dashboard {
  const { stateMachine, name, logGroup } = machine;
  const dashboard = new Dashboard(scope, id, { dashboardName: `arazzo-${name}` });
  dashboard.addWidgets(
    graph('Executions', [
      stateMachine.metricStarted(PERIOD),
      stateMachine.metricSucceeded(PERIOD),
      stateMachine.metricFailed(PERIOD),
      stateMachine.metricTimedOut(PERIOD),
      stateMachine.metricAborted(PERIOD),
      stateMachine.metricThrottled(PERIOD),
    ]),
    graph('How long they take', [
      stateMachine.metricTime({ ...PERIOD, statistic: 'p50', label: 'half of them' }),
      stateMachine.metricTime({ ...PERIOD, statistic: 'p99', label: '99 of 100' }),
    ]),
  );
  dashboard.addWidgets(
    graph("Ended by the workflow's own rules", [machine.workflowErrors]),
    ...(trigger === undefined ? [] : [graph('Events', eventMetrics(trigger))]),
  );
  dashboard.addWidgets(
    new LogQueryWidget({
      title: 'What failed and why',
      logGroupNames: [logGroup.logGroupName],
      queryLines: [...FAILURES],
      width: 2 * HALF,
    }),
  );
  return dashboard;
}

function eventMetrics({ starter, deadLetterQueue }: OnboardingTrigger): readonly IMetric[] {
  return [
    starter.metricStarted({ ...PERIOD, label: 'events received' }),
    starter.metricFailed({ ...PERIOD, label: 'starter failed' }),
    deadLetterQueue.metricApproximateNumberOfMessagesVisible({ ...PERIOD, statistic: 'max', label: 'dead letters' }),
  ];
}

function graph(title: string, left: readonly IMetric[]): GraphWidget {
  return new GraphWidget({ title, left: [...left], width: HALF });
}
