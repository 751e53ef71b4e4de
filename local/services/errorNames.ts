import type { AwsOperation, CalledResource } from '../../compiler/apis/index.ts';
import { TaskFailure } from '../interpreter/index.ts';
import { BrokenConnection, ServiceException } from './service.ts';

/** An error as a state machine sees it: the prefix before its name, the facts behind its message. */
export function taskFailure(
  resource: CalledResource,
  operation: AwsOperation,
  error: unknown,
  requestId: () => string,
): unknown {
  const client = resource.kind === 'sdk' ? undefined : clients.get(resource.service);
  const prefix = client?.prefix ?? operation.service.exceptionPrefix;
  if (error instanceof BrokenConnection) return new TaskFailure(`${prefix}.SdkClientException`, error.message);
  if (!(error instanceof ServiceException)) return error;
  const { code, message, status } = error;
  const known = operation.errors.find(({ name }) => name === code);
  if (client === undefined) {
    const name = known?.sfnName ?? `${prefix}.${prefix}Exception`;
    const facts = `Service: ${prefix}, Status Code: ${status}, Request ID: ${requestId()}`;
    return new TaskFailure(name, `${message} (${facts}) (SDK Attempt Count: 1)`);
  }
  const name = known === undefined || client.knowsNoErrors ? client.exception : known.sfnName.replace(/^.*\./, '');
  const facts = `Service: ${client.product}; Status Code: ${status}; Error Code: ${code}; Request ID: ${requestId()}; Proxy: null`;
  return new TaskFailure(`${prefix}.${name}`, `${message} (${facts})`);
}

/** The clients by which optimised integrations call services: those of an older SDK, which words errors in its own way. */
interface Client {
  readonly prefix: string;
  readonly product: string;
  /** For errors that it has no name for. */
  readonly exception: string;
  readonly knowsNoErrors?: boolean;
}

const clients: ReadonlyMap<string, Client> = new Map([
  ['sqs', { prefix: 'SQS', product: 'AmazonSQS', exception: 'AmazonSQSException', knowsNoErrors: true }],
  ['sns', { prefix: 'SNS', product: 'AmazonSNS', exception: 'AmazonSNSException' }],
  ['dynamodb', { prefix: 'DynamoDB', product: 'AmazonDynamoDBv2', exception: 'AmazonDynamoDBException' }],
  ['ecs', { prefix: 'ECS', product: 'AmazonECS', exception: 'AmazonECSException' }],
  ['lambda', { prefix: 'Lambda', product: 'AWSLambda', exception: 'AWSLambdaException' }],
  ['states', { prefix: 'StepFunctions', product: 'AWSStepFunctions', exception: 'AWSStepFunctionsException' }],
]);
