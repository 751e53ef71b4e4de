import type { Executions } from './executions.ts';

/** Step Functions, as far as a batch needs it. Promises reject with errors that `exception` knows the names of. */
export interface StepFunctions {
  start(request: StartRequest): Promise<unknown>;
  describe(request: ExecutionRequest): Promise<Description>;
  history(request: HistoryRequest): Promise<{ readonly events?: unknown }>;
  redrive(request: ExecutionRequest): Promise<unknown>;
  /** The name of the exception that an error is, or an empty text. */
  exception(error: unknown): string;
}

/** What is read of DescribeExecution's answer. */
interface Description {
  readonly status?: unknown;
  readonly error?: unknown;
  readonly cause?: unknown;
  readonly output?: unknown;
}

type ExecutionRequest = { readonly executionArn: string };
type StartRequest = { readonly stateMachineArn: string; readonly name: string; readonly input: string };
type HistoryRequest = {
  readonly executionArn: string;
  readonly reverseOrder: boolean;
  readonly maxResults: number;
  readonly includeExecutionData: boolean;
};

/**
 * The executions of a state machine of type STANDARD, by the API of Step Functions.
 * @param stateMachineArn that of the machine, or of a version or an alias of it
 */
export function executionsOf(stateMachineArn: string, stepFunctions: StepFunctions): Executions {
  const machine = stateMachineArn.split(':').slice(0, 7).join(':');
  const executionArnOf = (name: string): string => `${machine.replace(':stateMachine:', ':execution:')}:${name}`;
  /** False where that exception is the answer. */
  const unless = async (exception: string, work: Promise<unknown>): Promise<boolean> => {
    try {
      await work;
      return true;
    } catch (error) {
      if (stepFunctions.exception(error) !== exception) throw error;
      return false;
    }
  };
  return {
    async look(name) {
      let found: Description = {};
      const describe = async (): Promise<void> => {
        found = await stepFunctions.describe({ executionArn: executionArnOf(name) });
      };
      if (!(await unless('ExecutionDoesNotExist', describe()))) return undefined;
      const { status, error, cause, output } = found;
      return {
        status: textIn(status) ?? 'RUNNING',
        error: textIn(error),
        cause: textIn(cause),
        output: textIn(output),
      };
    },
    start: (name, input) =>
      unless('ExecutionAlreadyExists', stepFunctions.start({ stateMachineArn, name, input: JSON.stringify(input) })),
    async endedInFailState(name) {
      const { events } = await stepFunctions.history({
        executionArn: executionArnOf(name),
        reverseOrder: true,
        maxResults: 2,
        includeExecutionData: false,
      });
      return Array.isArray(events) && events.some(({ type }) => type === 'FailStateEntered');
    },
    redrive: (name) => unless('ExecutionNotRedrivable', stepFunctions.redrive({ executionArn: executionArnOf(name) })),
  };
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
