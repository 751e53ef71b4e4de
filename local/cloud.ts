import { shippedModels } from '../compiler/node/index.ts';
import { type ConnectOptions, createConnect } from './connect/index.ts';
import { createEventBridge } from './eventBridge/index.ts';
import { type ConnectionContents, connectionsOf, type HttpSettings, nobody, withHttpTasks } from './http/index.ts';
import { enforceRole, type Statement } from './iam/index.ts';
import {
  type Clock,
  type HistoryEvent,
  type Json,
  type JsonObject,
  TaskFailure,
  uuid,
  virtualClock,
} from './interpreter/index.ts';
import { createS3, type ObjectEvent } from './s3/index.ts';
import { withSecrets } from './secretReferences.ts';
import { createSecretsManager } from './secretsManager/index.ts';
import {
  type Backend,
  createBackend,
  type FaultRule,
  faultPlan,
  type Mocks,
  sdkIntegration,
  toSecond,
} from './services/index.ts';
import {
  type ChangeListener,
  createStepFunctions,
  type ExecutionRecord,
  nestedExecutions,
} from './stepFunctions/index.ts';

/** What a `Cloud` is like; everything has a default. */
export interface CloudOptions {
  /** Default: a new virtual clock. */
  readonly clock?: Clock;
  readonly region?: string;
  readonly account?: string;
  readonly connect?: Omit<ConnectOptions, 'clock'>;
  readonly faults?: readonly FaultRule[];
  readonly mocks?: Mocks;
  /** How many ended executions are kept; default 1000. */
  readonly keep?: number;
  /** How HTTP Tasks are done. Default: nobody answers; connections are those of EventBridge. */
  readonly http?: HttpSettings;
}

/** Step Functions, EventBridge, Amazon Connect, S3 and Secrets Manager together, each able to reach the others as on AWS. */
export interface Cloud {
  readonly backend: Backend;
  readonly region: string;
  readonly account: string;
  /** Calls an operation as a client would. Rejects with a `ServiceException`. */
  call(service: string, operation: string, request: Json): Promise<JsonObject>;
  /** Tells a listener of changes of state machines and executions, until the function that comes back is called. */
  watch(listener: ChangeListener): () => void;
  /** Holds calls of all Tasks under a role against these statements from now on; see `enforceRole`. */
  enforce(roleArn: string, statements: readonly Statement[]): void;
  /** The events of an execution, see `StepFunctions.history`. */
  history(executionArn: string): readonly HistoryEvent[] | undefined;
}

/** A cloud of its own: nothing is shared with another one. */
export function createCloud(options: CloudOptions = {}): Cloud {
  const { clock = virtualClock(), region = 'us-east-1', account = '123456789012', faults, mocks, keep } = options;
  const events = createEventBridge({
    clock,
    region,
    account,
    deliver(targetArn, eventId, input) {
      if (!targetArn.includes(':stateMachine:')) return;
      const name = `${eventId}_${uuid(Math.random)}`;
      const request = { stateMachineArn: targetArn, name, input: JSON.stringify(input) };
      // EventBridge tells the sender nothing of its targets: an unknown machine is nobody's error.
      call('sfn', 'StartExecution', request).catch(() => {});
    },
  });
  const roles = new Map<string, readonly Statement[]>();
  const listeners = new Set<ChangeListener>();
  const stepFunctions = createStepFunctions({
    clock,
    region,
    account,
    services: (told) => (told === undefined ? services : withHttpTasks(beneath, { ...tasks, told })),
    under(beneath, roleArn) {
      const statements = roles.get(roleArn);
      const name = roleArn.split('/').at(-1) ?? '';
      return enforceRole(beneath, statements === undefined ? undefined : { region, account, name, statements });
    },
    statusChanged: (record) => events.publish(statusChange(record, clock)),
    changed: (arn) => {
      for (const listener of listeners) listener(arn);
    },
    ...(mocks === undefined ? {} : { mocks }),
    ...(keep === undefined ? {} : { keep }),
  });
  const backend = createBackend({
    services: [
      createConnect({ ...options.connect, clock }),
      createSecretsManager({ clock, region, account }),
      createS3({ clock, region, happened: (event) => events.publish(objectChange(event, account, clock)) }),
      stepFunctions,
      events,
    ],
    clock,
    ...(faults === undefined ? {} : { faults: faultPlan(faults) }),
  });
  const tasks = { exchange: nobody, ...options.http, connections: connectionsOf(find), clock, region };
  const beneath = nestedExecutions(sdkIntegration(backend), stepFunctions);
  const services = withHttpTasks(beneath, tasks);
  const never = new AbortController().signal;
  const call = async (service: string, name: string, request: Json): Promise<JsonObject> => {
    const operation = shippedModels.service(service)?.operation(name);
    if (operation === undefined) throw new Error(`There is no operation ${service}:${name}`);
    return backend.call(operation, request, 'name', never);
  };
  async function find(arn: string): Promise<ConnectionContents | undefined> {
    const given = await options.http?.find?.(arn);
    if (given !== undefined || !arn.startsWith('arn:')) return given;
    const stored = events.connection(arn);
    if (stored === undefined)
      throw new TaskFailure('Events.ConnectionResource.ResourceNotFound', `The connection ${arn} does not exist.`);
    return withSecrets(stored, async (id) =>
      String((await call('secretsmanager', 'GetSecretValue', { SecretId: id }))['SecretString']),
    );
  }
  const watch = (listener: ChangeListener) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };
  const enforce = (roleArn: string, statements: readonly Statement[]) => {
    roles.set(roleArn, statements);
  };
  return { backend, region, account, call, watch, enforce, history: stepFunctions.history };
}

/** The event that S3 puts on the default bus when an object is created or deleted. */
function objectChange({ kind, bucket, key, reason, object }: ObjectEvent, account: string, clock: Clock) {
  const { etag, bytes } = object ?? {};
  return {
    source: 'aws.s3',
    detailType: `Object ${kind}`,
    resources: [`arn:aws:s3:::${bucket}`],
    time: toSecond(clock.now()),
    bus: 'default',
    detail: {
      version: '0',
      bucket: { name: bucket },
      object: {
        key,
        ...(bytes === undefined ? {} : { size: bytes.length }),
        ...(etag === undefined ? {} : { etag: etag.replaceAll('"', '') }),
        // Later events of one key have greater ones.
        sequencer: clock.now().toString(16).toUpperCase().padStart(16, '0'),
      },
      'request-id': uuid(Math.random).slice(0, 16).replaceAll('-', '').toUpperCase(),
      requester: account,
      'source-ip-address': '127.0.0.1',
      reason,
      ...(kind === 'Deleted' ? { 'deletion-type': 'Permanently Deleted' } : {}),
    },
  };
}

/** The event that AWS puts on the default bus when an execution starts or ends. */
function statusChange({ execution, started, ...record }: ExecutionRecord, clock: Clock) {
  const { status, stopDate, inputText, output, error, cause, redriveDate } = record;
  return {
    source: 'aws.states',
    detailType: 'Step Functions Execution Status Change',
    resources: [execution.arn],
    time: toSecond(clock.now()),
    bus: 'default',
    detail: {
      executionArn: execution.arn,
      stateMachineArn: started.machine.arn,
      stateMachineVersionArn: started.version?.arn ?? null,
      stateMachineAliasArn: started.alias?.arn ?? null,
      name: execution.name,
      status,
      startDate: execution.startDate.getTime(),
      stopDate: stopDate === undefined ? null : Date.parse(stopDate),
      input: inputText,
      inputDetails: { included: true },
      output: output ?? null,
      outputDetails: output === undefined ? null : { included: true },
      error: error ?? null,
      cause: cause ?? null,
      redriveCount: execution.redriveCount,
      redriveDate: redriveDate === undefined ? null : Date.parse(redriveDate),
    },
  };
}
