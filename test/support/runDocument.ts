import { parseTaskResource, taskOperation } from '../../compiler/apis/index.ts';
import { type CompileOptions, compile, type Diagnostic, type Machine } from '../../compiler/index.ts';
import { shippedModels } from '../../compiler/node/index.ts';
import {
  type Clock,
  createBackend,
  createExecution,
  type ExecutionResult,
  type Json,
  type MachineDefinition,
  type ServiceCall,
  type ServiceRequest,
  type Services,
  sdkIntegration,
  TaskFailure,
  virtualClock,
} from '../../local/index.ts';

/** What a service answers to one call. */
export type Answer =
  | { readonly kind: 'result'; readonly result: Json }
  | { readonly kind: 'error'; readonly name: string; readonly cause: string }
  | { readonly kind: 'silence' }
  | { readonly kind: 'late'; readonly seconds: number; readonly answer: Answer };

/** Answers by action (`createUser`), one call after the other; the last one goes for all calls behind it. */
export type Answers = Readonly<Record<string, Answer | readonly Answer[]>>;

/** An answer as Step Functions hands it on: members under their Step Functions names. */
export function answers(result: Json): Answer {
  return { kind: 'result', result };
}

/** An error under the name that the model gives it; without a status its cause tells none. */
export function fails(name: string, status?: number): Answer {
  const [service = ''] = name.split('.');
  const facts = status === undefined ? '' : ` (Service: ${service}, Status Code: ${status}, Request ID: 4f1d)`;
  return { kind: 'error', name, cause: `it was refused${facts}` };
}

/** No answer arrives: the call times out. */
export const silence: Answer = { kind: 'silence' };

/** An answer that takes its time. */
export function late(seconds: number, answer: Answer): Answer {
  return { kind: 'late', seconds, answer };
}

/** One call that was made. */
export interface MadeCall {
  readonly state: string;
  readonly action: string;
  readonly arguments: Json;
}

/** A run of a compiled machine. */
export interface MachineRun extends ExecutionResult {
  /** The states in the order in which they were entered. */
  readonly states: readonly string[];
  /** The calls that services got, one for each attempt. */
  readonly made: readonly MadeCall[];
  /** Seconds spent in each Wait state and before each attempt of a Retrier, in order. */
  readonly waits: readonly number[];
}

export interface DocumentRun extends MachineRun {
  readonly machine: Machine;
  /** The codes of what was found when compiling, in order. */
  readonly codes: readonly string[];
}

export interface RunOptions extends Scripted {
  readonly workflow?: string;
  readonly options?: CompileOptions;
}

/** What a run is given: the execution's input, `{}` by default, and what services answer. */
export interface Scripted {
  readonly input?: Json;
  readonly answers?: Answers;
  /** An execution that didn't succeed is redriven after so many seconds, once. */
  readonly redriveAfter?: number;
}

/** The first machine of a document that has no errors, and what else was found. Throws where it has errors. */
export function compiled(
  text: string,
  options: CompileOptions = {},
): { readonly machine: Machine; readonly diagnostics: readonly Diagnostic[] } {
  const { machines, diagnostics } = compile({ name: 'workflow.yml', text }, options);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const [machine] = machines;
  if (machine === undefined || errors.length > 0) throw new Error(`it does not compile:\n${shown(diagnostics)}`);
  return { machine, diagnostics };
}

/** The codes that are found in a document, with what each stands at in the text. */
export function found(text: string, options: CompileOptions = {}): readonly string[] {
  return compile({ name: 'workflow.yml', text }, options).diagnostics.map(
    ({ code, place: { file, range } }) => `${code}: ${file.text.slice(range.start, range.end).split('\n')[0]}`,
  );
}

/** Compiles a document and runs its machine. */
export async function runDocument(text: string, given: RunOptions = {}): Promise<DocumentRun> {
  const { machine, diagnostics } = compiled(text, {
    ...given.options,
    ...(given.workflow === undefined ? {} : { workflow: given.workflow }),
  });
  return { ...(await runScripted(machine, given)), machine, codes: diagnostics.map(({ code }) => code) };
}

/** The variables that a machine assigns and that no expression of it reads. */
export function unreadVariables({ definition }: Machine): readonly string[] {
  const assigned = new Set<string>();
  const text = JSON.stringify(definition, (key, value) => {
    if (key === 'Assign') for (const name of Object.keys(value)) assigned.add(name);
    return value;
  });
  const read = new Set([...text.matchAll(/\$(\w+)/g)].map(([, name]) => name));
  return [...assigned].filter((name) => !read.has(name));
}

/** Runs a machine on scripted answers, on a clock on which waiting takes no time. */
export async function runScripted(
  machine: Machine,
  { input = {}, answers = {}, redriveAfter }: Scripted = {},
): Promise<MachineRun> {
  const made: MadeCall[] = [];
  const waits: number[] = [];
  const clock = virtualClock(0);
  const execution = createExecution(definitionOf(machine), input, {
    services: scripted(answers, made, clock),
    clock,
    seed: 1,
    onProgress: (progress) => {
      if (progress.kind === 'waited' || progress.kind === 'retried') waits.push(progress.seconds);
    },
  });
  let result = await execution.run();
  if (redriveAfter !== undefined && result.status !== 'SUCCEEDED') {
    await clock.sleep(redriveAfter * 1000);
    result = await execution.redrive();
  }
  return { ...result, states: statesEntered(result), made, waits };
}

const definitions = new WeakMap<Machine, MachineDefinition>();

/** A machine's definition as its text says it: the same each time, so that it is made ready once. */
function definitionOf(machine: Machine): MachineDefinition {
  const definition: MachineDefinition = definitions.get(machine) ?? JSON.parse(machine.text);
  definitions.set(machine, definition);
  return definition;
}

/** The states in the order in which they were entered. */
export function statesEntered({ history }: ExecutionResult): readonly string[] {
  return history.flatMap(({ stateEnteredEventDetails: entered }) => (entered ? [entered.name] : []));
}

/** Services that check what they are sent by the service models, and answer by the script; `{}` where it says nothing. */
function scripted(script: Answers, made: MadeCall[], clock: Clock): Services {
  const counts = new Map<string, number>();
  const model = sdkIntegration(createBackend({ services: [], clock }));
  return {
    check: (request) => model.check?.(request) ?? [],
    async call(call: ServiceCall) {
      const { action, state, params } = call;
      const list = Object.hasOwn(script, action) ? [script[action] ?? []].flat() : [];
      const count = counts.get(action) ?? 0;
      counts.set(action, count + 1);
      made.push({ state, action, arguments: params });
      return take(list[Math.min(count, list.length - 1)], call, clock);
    },
  };
}

/** What an answer comes to: a result, or what is thrown. */
async function take(answer: Answer | undefined, call: ServiceCall, clock: Clock): Promise<Json> {
  switch (answer?.kind) {
    case undefined:
      return {};
    case 'result':
      return answer.result;
    case 'error':
      if (!isPossible(call, answer.name)) throw new Error(`${call.action} never fails with ${answer.name}`);
      throw new TaskFailure(answer.name, answer.cause);
    case 'late':
      await clock.sleep(answer.seconds * 1000, call.signal);
      return take(answer.answer, call, clock);
    case 'silence':
      await clock.sleep(ONE_DAY, call.signal);
      throw new Error('nobody waits for a day');
  }
}

const ONE_DAY = 86_400_000;

/** Whether a call can fail so: with an error of its model, the service's general one, or a broken connection. */
function isPossible({ resource }: ServiceRequest, name: string): boolean {
  const operation = taskOperation(parseTaskResource(resource), shippedModels);
  if (operation === undefined) return false;
  const prefix = operation.service.exceptionPrefix;
  const known = [`${prefix}.${prefix}Exception`, `${prefix}.SdkClientException`];
  return known.includes(name) || operation.errors.some(({ sfnName }) => sfnName === name);
}

function shown(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(({ code, message, place }) => `${code} at ${place.range.start}: ${message}`).join('\n');
}

/** One workflow `main` over Amazon Connect: its fields, from `inputs` to `outputs`, as YAML from the left margin. */
export function workflow(fields: string, { version = '1.0.1', rest = '' } = {}): string {
  return `arazzo: ${version}
info: { title: Conformance, version: 1.0.0 }
sourceDescriptions:
- { name: connect, url: ./amazon-connect-openapi.yml, type: openapi }
workflows:
- workflowId: main
${indented(fields, 2)}
${rest}`;
}

/** A step that reads user `u-1`, with further fields as YAML from the left margin. */
export function look(stepId: string, fields = ''): string {
  return step(stepId, 'describeUser', userAt, fields);
}

/** A step that creates the user `robin`: a call that is not safe to repeat. */
export function hire(stepId: string, fields = ''): string {
  return step(
    stepId,
    'createUser',
    `parameters: [{ name: InstanceId, in: path, value: i-1 }]
requestBody:
  payload: { Username: robin, PhoneConfig: { PhoneType: SOFT_PHONE }, SecurityProfileIds: [s-1], RoutingProfileId: r-1 }`,
    fields,
  );
}

const userAt = 'parameters: [{ name: InstanceId, in: path, value: i-1 }, { name: UserId, in: path, value: u-1 }]';

function step(stepId: string, operationId: string, call: string, fields: string): string {
  return `- stepId: ${stepId}\n  operationId: ${operationId}\n${indented(call, 2)}\n${indented(fields, 2)}`;
}

function indented(text: string, by: number): string {
  return text
    .trim()
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(by) + line))
    .join('\n');
}
