import { StateError } from '../errors.ts';
import { errorDetails } from '../history.ts';
import type { Json } from '../json.ts';
import { itemsOfInput, limitsOf, type MapLimits, selectItem } from '../mapItems.ts';
import type { DistributedProgram, MapProgram } from '../program.ts';
import { uuid } from '../random.ts';
import { failureOf, type Visit } from '../run.ts';
import { childrenFor } from './batches.ts';
import { countItems, hasFailed, isExceeded, type MapRun, type MapRunLimits } from './mapRun.ts';
import { type Item, readItems } from './readItems.ts';
import { runChildren } from './runChildren.ts';
import { startChild } from './startChild.ts';
import { resultOf } from './writeResults.ts';

/**
 * Runs the processor once for each item, or batch of items, in an execution of its own.
 * @param stopped the map run that a redrive goes on with
 */
export async function runDistributed(
  visit: Visit,
  state: MapProgram,
  distributed: DistributedProgram,
  stopped: MapRun | undefined,
): Promise<Json> {
  const { run, branch } = visit;
  const ofInput = distributed.reader === undefined ? await itemsOfInput(visit, state) : undefined;
  const mapRun = stopped ?? openMapRun(visit, state, distributed, await limitsOf(visit, state));
  branch.position.mapRun = mapRun;
  if (stopped === undefined) {
    branch.position.openId = run.history.add(branch.chain, 'MapStateStarted', {
      mapStateStartedEventDetails: { length: ofInput?.length ?? 0 },
    });
    run.history.add(branch.chain, 'MapRunStarted', { mapRunStartedEventDetails: { mapRunArn: mapRun.arn } });
    run.mapRuns.opened(mapRun);
  } else {
    reopen(visit, stopped);
  }
  try {
    authorize(visit, mapRun);
    mapRun.children ??= await childrenOf(visit, state, distributed, ofInput);
    await runChildren(visit, mapRun, startChild(visit, mapRun, distributed));
    const result = await resultOf(visit, mapRun, distributed.writer);
    if (isExceeded(mapRun.limits, countItems(mapRun.children))) {
      throw new StateError(
        'States.ExceedToleratedFailureThreshold',
        'The specified tolerated failure threshold was exceeded',
      );
    }
    close(visit, mapRun, 'SUCCEEDED');
    run.history.add(branch.chain, 'MapRunSucceeded');
    return result;
  } catch (error) {
    if (branch.signal.aborted || !(error instanceof StateError)) {
      close(visit, mapRun, 'ABORTED');
      throw error;
    }
    const failure = failureOf(visit, error);
    close(visit, mapRun, 'FAILED');
    run.history.add(branch.chain, 'MapRunFailed', { mapRunFailedEventDetails: errorDetails(failure) });
    throw failure;
  }
}

function openMapRun({ run }: Visit, state: MapProgram, distributed: DistributedProgram, given: MapLimits): MapRun {
  const id = uuid(run.random);
  const label = distributed.label ?? run.labelOf(state.name);
  const path = `${run.machineName}/${label}`;
  let limits: MapRunLimits = { ...given, maxConcurrency: given.maxConcurrency ?? 0 };
  const mapRun: MapRun = {
    arn: run.arnOf('mapRun', `${path}:${id}`),
    id,
    executionArn: run.arn,
    machineArn: run.arnOf('stateMachine', path),
    label,
    executionType: distributed.executionType,
    startDate: new Date(run.clock.now()),
    stopDate: undefined,
    status: 'RUNNING',
    redriveCount: 0,
    redriveDate: undefined,
    get limits() {
      return limits;
    },
    children: undefined,
    update(changed) {
      limits = { ...limits, ...changed };
      mapRun.onUpdate();
    },
    onUpdate: () => {},
  };
  return mapRun;
}

function reopen({ run, branch }: Visit, mapRun: MapRun): void {
  mapRun.redriveCount++;
  mapRun.redriveDate = new Date(run.clock.now());
  mapRun.status = 'RUNNING';
  mapRun.stopDate = undefined;
  run.history.add(branch.chain, 'MapRunRedriven', {
    mapRunRedrivenEventDetails: { mapRunArn: mapRun.arn, redriveCount: mapRun.redriveCount },
  });
}

function close({ run }: Visit, mapRun: MapRun, status: MapRun['status']): void {
  mapRun.status = status;
  mapRun.stopDate = new Date(run.clock.now());
}

/** Refuses a map run whose role may not start its child executions, or redrive them. */
function authorize({ run, state }: Visit, mapRun: MapRun): void {
  const ask = (action: string, params: { readonly [member: string]: string }): void =>
    run.services.authorize?.({ state: state.name, resource: `arn:aws:states:::aws-sdk:sfn:${action}`, params });
  ask('startExecution', { StateMachineArn: run.arnOf('stateMachine', run.machineName) });
  const isRedriven = mapRun.redriveCount > 0 && mapRun.children?.some(hasFailed) === true;
  if (isRedriven && mapRun.executionType === 'STANDARD') {
    ask('redriveExecution', { ExecutionArn: run.arnOf('execution', `${run.machineName}/${mapRun.label}:*`) });
  }
}

/** The child executions, each with its input; nothing is started yet. */
async function childrenOf(
  visit: Visit,
  state: MapProgram,
  { reader, batcher }: DistributedProgram,
  ofInput: readonly Json[] | undefined,
) {
  const items =
    reader === undefined
      ? (ofInput ?? []).map((value): Item => ({ value, source: 'STATE_DATA' }))
      : await readItems(visit, reader);
  const selected: Json[] = [];
  for (const [index, { value, source }] of items.entries()) {
    const map = { Item: { Index: index, Value: value, Source: source } };
    selected.push(await selectItem(visit, state, value, map));
  }
  return childrenFor(visit, selected, batcher);
}
