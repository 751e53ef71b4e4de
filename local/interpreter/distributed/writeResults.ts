import { StateError } from '../errors.ts';
import { isObject, type Json, type JsonObject, jsonBytes } from '../json.ts';
import type { WriterProgram } from '../program.ts';
import { bindingsOf, type Visit } from '../run.ts';
import { evaluateTemplate } from '../template.ts';
import { filesOf } from './files.ts';
import { type Child, hasFailed, type MapRun } from './mapRun.ts';

/** What a distributed Map comes to: the results themselves, or where they were written. */
export async function resultOf(visit: Visit, mapRun: MapRun, writer: WriterProgram | undefined): Promise<Json> {
  const succeeded = (mapRun.children ?? []).filter(({ status }) => status === 'SUCCEEDED');
  if (writer?.resource === undefined) return entriesOf(succeeded, mapRun, writer?.transformation ?? 'COMPACT');
  const details = await writeResults(visit, mapRun, writer);
  return { MapRunArn: mapRun.arn, ResultWriterDetails: details };
}

/** Writes the results of a map run, whatever it comes to, and gives where. Rejects with `States.ResultWriterFailed`. */
async function writeResults(visit: Visit, mapRun: MapRun, writer: WriterProgram): Promise<JsonObject> {
  const bindings = bindingsOf(visit, undefined);
  const given = writer.arguments && (await evaluateTemplate(writer.arguments, 'ResultWriter/Arguments', bindings));
  const { Bucket: bucket = '', Prefix: prefix = '' }: JsonObject = isObject(given) ? given : {};
  const children = mapRun.children ?? [];
  const redrive = mapRun.redriveCount === 0 ? '' : `Redrive-${mapRun.redriveCount}/`;
  const folder = `${prefix === '' ? '' : `${String(prefix)}/`}${mapRun.id}/${redrive}`;
  const files = filesOf(visit);
  const write = async (kind: string, some: readonly Child[], transformation: WriterProgram['transformation']) => {
    if (some.length === 0) return [];
    const entries = entriesOf(some, mapRun, transformation);
    const isLines = writer.outputType === 'JSONL';
    const text = isLines ? entries.map((entry) => `${JSON.stringify(entry)}\n`).join('') : JSON.stringify(entries);
    const key = `${folder}${kind}_0.${isLines ? 'jsonl' : 'json'}`;
    await files.put({ Bucket: bucket, Key: key, Body: text });
    for (const child of some) child.isWritten = true;
    return [{ Key: key, Size: jsonBytes(text) }];
  };
  try {
    // What failed is told whole, whatever the transformation.
    const failed = await write('FAILED', children.filter(hasFailed), 'NONE');
    const pending = await write(
      'PENDING',
      children.filter(({ status }) => status === 'PENDING'),
      'NONE',
    );
    const succeeded = await write(
      'SUCCEEDED',
      children.filter(({ status }) => status === 'SUCCEEDED'),
      writer.transformation,
    );
    const manifest = {
      DestinationBucket: bucket,
      MapRunArn: mapRun.arn,
      ResultFiles: { FAILED: failed, PENDING: pending, SUCCEEDED: succeeded },
    };
    const key = `${folder}manifest.json`;
    await files.put({ Bucket: bucket, Key: key, Body: JSON.stringify(manifest) });
    return { Bucket: bucket, Key: key };
  } catch (error) {
    if (!(error instanceof StateError) || visit.branch.signal.aborted) throw error;
    throw new StateError('States.ResultWriterFailed', error.reason);
  }
}

function entriesOf(
  children: readonly Child[],
  mapRun: MapRun,
  transformation: WriterProgram['transformation'],
): readonly Json[] {
  switch (transformation) {
    case 'NONE':
      return children.map((child) => entryOf(child, mapRun));
    case 'COMPACT':
      return children.map(({ output = null }) => output);
    case 'FLATTEN':
      return children.flatMap(({ output = null }) => output);
  }
}

/** A child execution as it is told in a file, as far as there is something to tell. */
function entryOf(child: Child, { machineArn }: MapRun): JsonObject {
  const { execution, status, input, output, error, cause, stopDate } = child;
  const given = { Input: JSON.stringify(input), InputDetails: { Included: true } };
  if (execution === undefined) return { ...given, Status: status };
  const isDone = status === 'SUCCEEDED';
  return {
    ...(cause === undefined ? {} : { Cause: cause }),
    ...(error === undefined ? {} : { Error: error }),
    ExecutionArn: execution.arn,
    ...given,
    Name: execution.name,
    ...(output === undefined ? {} : { Output: JSON.stringify(output) }),
    OutputDetails: { Included: true },
    RedriveCount: execution.redriveCount,
    RedriveStatus: isDone ? 'NOT_REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN',
    ...(isDone ? { RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven' } : {}),
    StartDate: execution.startDate.toISOString(),
    StateMachineArn: machineArn,
    Status: status,
    ...(stopDate === undefined ? {} : { StopDate: stopDate.toISOString() }),
  };
}
