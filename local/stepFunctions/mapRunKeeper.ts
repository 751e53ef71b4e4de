import type { Child, MapRun, MapRunKeeper } from '../interpreter/index.ts';
import { type Held, roomFor } from './keeping.ts';
import { follow, recordOf } from './records.ts';
import type { ExecutionRecord, MachineRecord, StepFunctionsContext, Target } from './store.ts';

/** Keeps the map runs of executions, and their child executions as executions that clients can ask for. */
export function mapRunKeeper(context: StepFunctionsContext, parent: Target): MapRunKeeper {
  const helds = new Map<string, Held>();
  const targets = new Map<string, Target>();
  return {
    opened(mapRun) {
      context.mapRuns.set(mapRun.arn, mapRun);
    },
    options(arn) {
      const held = { characters: 0 };
      helds.set(arn, held);
      return { historyRoom: roomFor(context, held), onEvent: () => context.changed(arn) };
    },
    started(mapRun, child, ended) {
      const { execution } = child;
      if (execution === undefined) return;
      const known = context.children.get(execution.arn);
      // An Express one that begins anew has the ARN of the one before.
      const isKnown = known?.execution === execution;
      const held = helds.get(execution.arn) ?? { characters: 0 };
      const target = targets.get(mapRun.arn) ?? targetOf(mapRun, parent, child);
      targets.set(mapRun.arn, target);
      const record: ExecutionRecord = isKnown
        ? known
        : { ...recordOf(execution, target, JSON.stringify(child.input), held), child: { mapRun, items: child.items } };
      context.children.set(execution.arn, record);
      if (isKnown) record.redriveDate = new Date(context.clock.now()).toISOString();
      follow(context, record, ended);
    },
  };
}

/** What child executions are of: the processor of the Map, under the role of the machine around it. */
function targetOf({ machineArn, executionType }: MapRun, { machine, revision }: Target, { execution }: Child): Target {
  const definition = execution?.definition ?? revision.definition;
  const { creationDate, name, tags } = machine;
  const processor = { ...revision, definition, definitionText: JSON.stringify(definition) };
  const labelled: MachineRecord = {
    arn: machineArn,
    name,
    type: executionType,
    creationDate,
    revision: processor,
    versions: new Map(),
    lastVersion: 0,
    aliases: new Map(),
    tags,
  };
  return { machine: labelled, revision: processor, version: undefined, alias: undefined };
}
