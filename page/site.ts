import {
  type Cloud,
  createSecrets,
  type HistoryEvent,
  type Json,
  type JsonObject,
  objectsOf,
  type Secrets,
  ServiceException,
} from '../local/index.ts';
import { type Batches, createBatches } from './batches.ts';
import type { ExecutionsView, ExecutionView, MachineView, Overview } from './contract.ts';
import { exampleInput, type MaskedInput, maskedInput, unmasked } from './inputs.ts';
import type { KnownWorkflow, KnownWorkflows } from './knownWorkflows.ts';
import { batchOf, type ExecutionsQuery, executionsLister } from './listExecutions.ts';
import { machineView } from './machineView.ts';
import { learnDefinition, learnEvent, learnInput } from './secrets.ts';
import { summaryOf } from './summary.ts';

export interface SiteOptions {
  readonly cloud: Cloud;
  /** The workflows that are known, to which others may come; a machine with the definition of one is shown as that one. */
  readonly workflows: KnownWorkflows;
  /** Whether waits take time on the cloud's clock. */
  readonly time: 'real' | 'virtual';
}

/** What the page shows, read from the cloud as a client of it would. Rejects with a `ServiceException` for unknown ARNs. */
export interface Site {
  readonly cloud: Cloud;
  overview(): Promise<Overview>;
  machine(arn: string): Promise<MachineView>;
  /** The machine as it was when the execution started. */
  machineOf(executionArn: string): Promise<MachineView>;
  execution(arn: string): Promise<ExecutionView>;
  executions(query: ExecutionsQuery): Promise<ExecutionsView>;
  readonly batches: Batches;
  /**
   * An input with what the page was shown masked: the secrets of an earlier input of the machine, at the same places.
   * @param of `example`, or the ARN of an execution; else there are none
   */
  withSecrets(machineArn: string, input: Json, of: Json | undefined): Promise<Json>;
  /** Its events, and what of them must not be shown. */
  history(executionArn: string): Promise<{ readonly events: readonly HistoryEvent[]; readonly secrets: Secrets }>;
}

/** How many executions of a machine are listed. */
const LISTED = 25;
/** How many pictures are kept. */
const KEPT = 50;

export function createSite({ cloud, workflows, time }: SiteOptions): Site {
  const views = new Map<
    string,
    { readonly workflow: KnownWorkflow | undefined; readonly view: Promise<MachineView> }
  >();
  const secretsOf = new WeakMap<readonly HistoryEvent[], { readonly secrets: Secrets; read: number }>();
  const call = (operation: string, request: JsonObject) => cloud.call('sfn', operation, request);

  const exampleFor = (workflow: KnownWorkflow | undefined): MaskedInput | undefined => {
    const input = workflow === undefined ? undefined : exampleInput(workflow.machine, workflow.example?.());
    return input === undefined ? undefined : maskedInput(workflow?.machine, input);
  };

  const viewOf = ({ stateMachineArn, name, definition }: JsonObject): Promise<MachineView> => {
    const [arn, text] = [String(stateMachineArn), String(definition)];
    const key = `${arn} ${text}`;
    const workflow = workflows.of(text);
    const kept = views.get(key);
    // A document may have changed while what it is compiled to stayed the same.
    if (kept !== undefined && kept.workflow === workflow) return kept.view;
    const view = machineView(arn, String(name), text, workflow?.machine, exampleFor(workflow)?.masked);
    views.set(key, { workflow, view });
    view.catch(() => views.delete(key));
    const [oldest] = views.keys();
    if (views.size > KEPT && oldest !== undefined) views.delete(oldest);
    return view;
  };

  const describedFor = (executionArn: string) => call('DescribeStateMachineForExecution', { executionArn });

  const history: Site['history'] = async (executionArn) => {
    const events = cloud.history(executionArn);
    const { definition } = await describedFor(executionArn);
    if (events === undefined) throw new ServiceException('ExecutionDoesNotExist', 'There is no such execution');
    const kept = secretsOf.get(events) ?? { secrets: createSecrets(), read: 0 };
    secretsOf.set(events, kept);
    for (; kept.read < events.length; kept.read++) {
      const event = events[kept.read];
      if (event === undefined) break;
      learnEvent(kept.secrets, event);
      const { executionStartedEventDetails: started } = event;
      if (started === undefined) continue;
      const text = String(definition);
      const machine = workflows.of(text)?.machine;
      learnInput(kept.secrets, machine, JSON.parse(started.input));
      learnDefinition(kept.secrets, JSON.parse(text), machine);
    }
    return { events, secrets: kept.secrets };
  };

  /** The input that the page was shown masked. */
  const earlierInput = async (machineArn: string, of: string): Promise<MaskedInput | undefined> => {
    if (of === 'example') {
      const { definition } = await call('DescribeStateMachine', { stateMachineArn: machineArn });
      return exampleFor(workflows.of(String(definition)));
    }
    const { input, stateMachineArn } = await call('DescribeExecution', { executionArn: of });
    // Another machine may show what is a secret of this one.
    if (stateMachineArn !== machineArn) return undefined;
    const { secrets } = await history(of);
    const value: Json = JSON.parse(String(input));
    return { input: value, masked: secrets.mask(value) };
  };

  const execution: Site['execution'] = async (executionArn) => {
    const described = await call('DescribeExecution', { executionArn });
    const { secrets } = await history(executionArn);
    const batch = await batchOf(cloud, executionArn);
    const { input, output, error, cause, stateMachineArn, redriveStatus } = described;
    return {
      ...summaryOf(described),
      machine: String(stateMachineArn),
      ...(batch === undefined ? {} : { batch }),
      redrivable: redriveStatus === 'REDRIVABLE',
      input: secrets.mask(JSON.parse(String(input))),
      ...(typeof output === 'string' ? { output: secrets.mask(JSON.parse(output)) } : {}),
      ...(typeof error === 'string' ? { error: secrets.maskText(error) } : {}),
      ...(typeof cause === 'string' ? { cause: secrets.maskText(cause) } : {}),
    };
  };

  const failure = async (executionArn: string) => {
    const described = await call('DescribeExecution', { executionArn });
    const { secrets } = await history(executionArn);
    const { error, cause } = described;
    return {
      error: typeof error === 'string' ? secrets.maskText(error) : summaryOf(described).status,
      ...(typeof cause === 'string' ? { cause: secrets.maskText(cause) } : {}),
    };
  };

  return {
    cloud,
    history,
    execution,
    executions: executionsLister(cloud, failure),
    batches: createBatches(cloud, (definition) => workflows.of(definition)?.machine, failure),

    async withSecrets(machineArn, input, of) {
      const earlier = typeof of === 'string' ? await earlierInput(machineArn, of) : undefined;
      return earlier === undefined ? input : unmasked(input, earlier);
    },

    machine: async (stateMachineArn) => viewOf(await call('DescribeStateMachine', { stateMachineArn })),
    machineOf: async (executionArn) => viewOf(await describedFor(executionArn)),

    async overview() {
      const { stateMachines } = await call('ListStateMachines', { maxResults: 1000 });
      return {
        time,
        machines: await Promise.all(
          objectsOf(stateMachines).map(async ({ stateMachineArn, name }) => {
            const arn = String(stateMachineArn);
            const { executions, nextToken } = await call('ListExecutions', {
              stateMachineArn: arn,
              maxResults: LISTED,
            });
            const { definition } = await call('DescribeStateMachine', { stateMachineArn: arn });
            const [place] = workflows.of(String(definition))?.machine.places.values() ?? [];
            return {
              arn,
              name: String(name),
              ...(place === undefined ? {} : { document: place.file.name }),
              executions: objectsOf(executions).map(summaryOf),
              more: nextToken !== undefined,
            };
          }),
        ),
      };
    },
  };
}
