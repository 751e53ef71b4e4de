import type { Execution, ExecutionOptions, ExecutionResult } from '../execution.ts';
import type { Json } from '../json.ts';

/** How many child executions run at once, and how many items may fail. */
export interface MapRunLimits {
  /** 0: as many as there may be. */
  readonly maxConcurrency: number;
  /** Undefined: the other one decides; where there is neither, none may fail. */
  readonly toleratedFailurePercentage: number | undefined;
  readonly toleratedFailureCount: number | undefined;
}

/** What one child execution is of: an item, or a batch of items. */
export interface Child {
  /** How many items it has. */
  readonly items: number;
  readonly input: Json;
  /** Once it has been started. */
  execution: Execution | undefined;
  status: 'PENDING' | 'RUNNING' | ExecutionResult['status'];
  output: Json | undefined;
  error: string | undefined;
  cause: string | undefined;
  stopDate: Date | undefined;
  /** Whether its result stands in a file. */
  isWritten: boolean;
}

/** The run of a distributed Map: its child executions, and what holds for them. */
export interface MapRun {
  readonly arn: string;
  readonly id: string;
  /** The execution that it is part of. */
  readonly executionArn: string;
  /** `arn:aws:states:...:stateMachine:<name>/<label>`: what its child executions are of. */
  readonly machineArn: string;
  readonly label: string;
  readonly executionType: 'STANDARD' | 'EXPRESS';
  readonly startDate: Date;
  stopDate: Date | undefined;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  redriveCount: number;
  redriveDate: Date | undefined;
  readonly limits: MapRunLimits;
  /** Undefined until the items have been read. */
  children: Child[] | undefined;
  /** Changes the limits of a run under way. */
  update(limits: Partial<MapRunLimits>): void;
  /** Is called when limits have changed. */
  onUpdate: () => void;
}

/** Who keeps map runs and their child executions: clients ask there. */
export interface MapRunKeeper {
  /** A map run has begun. */
  opened(mapRun: MapRun): void;
  /** How a child execution is run. */
  options(childArn: string): Pick<ExecutionOptions, 'historyRoom' | 'onEvent'>;
  /** A child execution runs, for the first time or again; `ended` settles with how it ends. */
  started(mapRun: MapRun, child: Child, ended: Promise<ExecutionResult>): void;
}

/** How many items child executions have: those of failed ones, and all. */
export interface ItemCounts {
  failed: number;
  total: number;
}

/** Counts the items of child executions as they stand. */
export function countItems(children: readonly Child[]): ItemCounts {
  const counts = { failed: 0, total: 0 };
  for (const child of children) {
    counts.total += child.items;
    if (hasFailed(child)) counts.failed += child.items;
  }
  return counts;
}

/** The share of items that failed is compared with more than that of what has ended: all items count. */
export function isExceeded(limits: MapRunLimits, { failed, total }: ItemCounts): boolean {
  if (failed === 0) return false;
  const { toleratedFailureCount: most, toleratedFailurePercentage: percentage } = limits;
  if (most === undefined && percentage === undefined) return true;
  return (most !== undefined && failed > most) || (percentage !== undefined && (failed / total) * 100 > percentage);
}

export function hasFailed({ status }: Child): boolean {
  return status === 'FAILED' || status === 'TIMED_OUT' || status === 'ABORTED';
}
