import { isJsonObject } from '../../lib/json.ts';
import { type Json, type Services, TaskFailure } from '../../local/index.ts';

type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

interface Started {
  readonly machine: string;
  readonly name: string;
  readonly input: string;
  status: Status;
}

/** Step Functions and SQS as the starter sees them: executions that were started by name, and messages that were sent. */
export interface StarterWorld {
  readonly services: Services;
  readonly started: readonly Started[];
  /** Bodies and attributes, in the order in which they were sent. */
  readonly deadLetters: readonly { readonly body: Json; readonly code: Json; readonly message: Json }[];
  /** Ends every execution that is running. */
  end(status: Exclude<Status, 'RUNNING'>): void;
}

/**
 * @param broken errors that calls answer with, by action
 */
export function starterWorld(broken: Readonly<Record<string, string>> = {}): StarterWorld {
  const started: Started[] = [];
  const deadLetters: { body: Json; code: Json; message: Json }[] = [];
  const answers: Readonly<Record<string, (params: { readonly [name: string]: Json }) => Json>> = {
    startExecution(params) {
      const [machine, name, input] = [params['StateMachineArn'], params['Name'], params['Input']].map(String);
      const earlier = started.find((each) => each.name === name);
      if (earlier !== undefined && (earlier.status !== 'RUNNING' || earlier.input !== input)) {
        throw new TaskFailure('Sfn.ExecutionAlreadyExistsException', 'Execution Already Exists');
      }
      if (earlier === undefined) {
        started.push({ machine: machine ?? '', name: name ?? '', input: input ?? '', status: 'RUNNING' });
      }
      return { ExecutionArn: `arn:${name}`, StartDate: '2026-01-01T00:00:00Z' };
    },
    describeExecution({ ExecutionArn: arn }) {
      const execution = started.find(({ name }) => String(arn).endsWith(`:${name}`));
      if (execution === undefined) throw new TaskFailure('Sfn.ExecutionDoesNotExistException', String(arn));
      return { Status: execution.status };
    },
    sendMessage({ MessageBody: body, MessageAttributes: attributes }) {
      const attribute = (name: string): Json => {
        const value = isJsonObject(attributes) ? attributes[name] : undefined;
        return (isJsonObject(value) ? value['StringValue'] : undefined) ?? null;
      };
      deadLetters.push({
        body: JSON.parse(String(body)),
        code: attribute('ERROR_CODE'),
        message: attribute('ERROR_MESSAGE'),
      });
      return { MessageId: 'one' };
    },
  };
  return {
    services: {
      async call({ action, params }) {
        const error = broken[action];
        if (error !== undefined) throw new TaskFailure(error, 'broken');
        const answer = answers[action];
        if (answer === undefined || !isJsonObject(params)) throw new Error(`no answer to ${action}`);
        return answer(params);
      },
    },
    started,
    deadLetters,
    end(status) {
      for (const execution of started) if (execution.status === 'RUNNING') execution.status = status;
    },
  };
}
