import {
  type InMemoryService,
  isObject,
  type Json,
  type JsonObject,
  localServices,
  modelledError,
  ServiceException,
  type Services,
} from '../../local/index.ts';

type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** An execution that the starter started. */
export interface Started {
  readonly machine: string;
  readonly name: string;
  readonly input: string;
  status: Status;
}

interface DeadLetter {
  readonly body: Json;
  readonly code: Json;
  readonly message: Json;
}

/** Step Functions and SQS as the starter sees them: executions that were started by name, and messages that were sent. */
export interface StarterWorld {
  readonly services: Services;
  readonly started: readonly Started[];
  /** In the order in which they were sent. */
  readonly deadLetters: readonly DeadLetter[];
  /** Ends every execution that is running. */
  end(status: Exclude<Status, 'RUNNING'>): void;
}

/**
 * @param broken errors that operations answer with, by the model's names
 * @param onStart is told of each execution that is started
 */
export function starterWorld(
  broken: Readonly<Record<string, string>> = {},
  onStart: (started: Started) => Promise<void> = async () => {},
): StarterWorld {
  const started: Started[] = [];
  const deadLetters: DeadLetter[] = [];
  const breaking = (service: InMemoryService): InMemoryService => ({
    ...service,
    async call(operation, request) {
      const error = broken[operation.name];
      if (error !== undefined) throw new ServiceException(error, 'broken');
      return service.call(operation, request);
    },
  });
  const { services } = localServices({
    services: [breaking(stepFunctions(started, onStart)), breaking(queue(deadLetters))],
  });
  return {
    services,
    started,
    deadLetters,
    end(status) {
      for (const execution of started) if (execution.status === 'RUNNING') execution.status = status;
    },
  };
}

/** Starts each name once: the same name and input find an execution that is running. */
function stepFunctions(started: Started[], onStart: (started: Started) => Promise<void>): InMemoryService {
  return {
    resource: 'sfn',
    has: (operation) => operation === 'StartExecution' || operation === 'DescribeExecution',
    async call(operation, request): Promise<JsonObject> {
      if (operation.name === 'DescribeExecution') {
        const arn = String(request['executionArn']);
        const execution = started.find(({ name }) => arn.endsWith(`:${name}`));
        if (execution === undefined) throw modelledError(operation, 'ExecutionDoesNotExist', arn);
        const { machine: stateMachineArn, status, input } = execution;
        const data = request['includedData'] === 'METADATA_ONLY' ? {} : { input };
        return { executionArn: arn, stateMachineArn, startDate: 0, status, ...data };
      }
      const [machine = '', name = '', input = ''] = ['stateMachineArn', 'name', 'input'].map((member) =>
        String(request[member]),
      );
      const earlier = started.find((each) => each.name === name);
      if (earlier !== undefined && (earlier.status !== 'RUNNING' || earlier.input !== input)) {
        throw modelledError(operation, 'ExecutionAlreadyExists', 'Execution Already Exists');
      }
      if (earlier === undefined) {
        const execution: Started = { machine, name, input, status: 'RUNNING' };
        started.push(execution);
        await onStart(execution);
      }
      return { executionArn: `arn:${name}`, startDate: 0 };
    },
  };
}

function queue(deadLetters: DeadLetter[]): InMemoryService {
  return {
    resource: 'sqs',
    has: (operation) => operation === 'SendMessage',
    call(_, { MessageBody: body, MessageAttributes: attributes }): JsonObject {
      const attribute = (name: string): Json => {
        const value = isObject(attributes) ? attributes[name] : undefined;
        return (isObject(value) ? value['StringValue'] : undefined) ?? null;
      };
      deadLetters.push({
        body: JSON.parse(String(body)),
        code: attribute('ERROR_CODE'),
        message: attribute('ERROR_MESSAGE'),
      });
      return { MessageId: 'one' };
    },
  };
}
