import { type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnQueryDefinition, FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** Namespace of the metrics that are counted from logs. */
const NAMESPACE = 'Arazzo';

/**
 * The failed call with AWS's own error and cause; for a failed check or rejected inputs the state that ended it. The
 * commands of a CloudWatch Logs Insights query, as they stand in the console.
 */
export const FAILURES: readonly string[] = [
  'fields @timestamp, execution_arn, type',
  'fields coalesce(details.name, details.state, details.resource) as step, details.error as error, details.cause as cause',
  'filter type in ["TaskFailed", "TaskTimedOut", "EvaluationFailed", "FailStateEntered", "ExecutionFailed", "ExecutionTimedOut", "ExecutionAborted"]',
  'sort @timestamp desc',
  'limit 200',
];

/** Saved queries that answer what an operator asks first. */
const queries: Readonly<Record<string, readonly string[]>> = {
  'What failed and why': FAILURES,
  'Errors by name and day': [
    'filter type = "ExecutionFailed"',
    'stats count(*) as executions by details.error as error, bin(1d) as day',
    'sort day desc',
  ],
  'Calls that were repeated': [
    'filter type in ["TaskFailed", "TaskTimedOut"]',
    'stats count(*) as failures by execution_arn, details.resource as call, details.error as error',
    'sort failures desc',
    'limit 50',
  ],
};

/** Saves the queries for a log group under `Arazzo/<name>/`. */
export function saveQueries(scope: Construct, name: string, logGroup: ILogGroup): void {
  for (const [title, commands] of Object.entries(queries)) {
    new CfnQueryDefinition(scope, title.replaceAll(' ', ''), {
      name: `${NAMESPACE}/${name}/${title}`,
      queryString: commands.join('\n| '),
      logGroupNames: [logGroup.logGroupName],
    });
  }
}

/**
 * Counts executions that ended by the workflow's own rules (`Arazzo.InputsRejected`, `Arazzo.CriteriaNotMet` and their
 * kin): what to put right is in the input or the document, not in AWS.
 * @returns one line for each error's name; the metrics carry it as dimension `Error`
 */
export function countWorkflowErrors(scope: Construct, name: string, logGroup: ILogGroup): IMetric {
  const metricName = `${name} errors`;
  new MetricFilter(scope, 'WorkflowErrors', {
    logGroup,
    filterPattern: FilterPattern.all(
      FilterPattern.stringValue('$.type', '=', 'ExecutionFailed'),
      FilterPattern.stringValue('$.details.error', '=', 'Arazzo.*'),
    ),
    metricNamespace: NAMESPACE,
    metricName,
    dimensions: { Error: '$.details.error' },
  });
  return new MathExpression({
    expression: `SEARCH('{${NAMESPACE},Error} MetricName="${metricName}"', 'Sum', 300)`,
    label: '',
    usingMetrics: {},
  });
}
