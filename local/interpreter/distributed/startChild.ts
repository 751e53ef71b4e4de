import type { Execution } from '../execution.ts';
import type { DistributedProgram } from '../program.ts';
import { uuid } from '../random.ts';
import type { Visit } from '../run.ts';
import type { Child, MapRun } from './mapRun.ts';
import type { StartChild } from './runChildren.ts';

/** The longest that an Express execution may run, in seconds. */
const longestExpress = 300;

/** What starts the child executions of a map run, and has those go on that failed: Express ones begin anew. */
export function startChild({ run }: Visit, mapRun: MapRun, distributed: DistributedProgram): StartChild {
  const isExpress = mapRun.executionType === 'EXPRESS';
  const create = ({ input, execution: earlier }: Child): Execution => {
    const path = `${run.machineName}/${mapRun.label}`;
    const name = earlier?.name ?? uuid(run.random);
    const made = isExpress
      ? run.arnOf('express', `${path}:${name}:${uuid(run.random)}`)
      : run.arnOf('execution', `${path}:${name}`);
    const arn = earlier?.arn ?? made;
    return run.createChild(distributed.definition, input, {
      arn,
      name,
      stateMachineArn: mapRun.machineArn,
      ...run.mapRuns.options(arn),
      ...(isExpress ? { longestSeconds: longestExpress } : {}),
    });
  };
  return (child) => {
    // One that has run before has failed then, or was ended.
    const earlier = isExpress ? undefined : child.execution;
    const execution = earlier ?? create(child);
    child.execution = execution;
    const ended = earlier === undefined ? execution.run() : execution.redrive();
    run.mapRuns.started(mapRun, child, ended);
    return ended;
  };
}
