import type { SucceedProgram } from '../program.ts';
import { type Exit, type Visit, yieldOf } from '../run.ts';

export function runSucceed(visit: Visit, { output }: SucceedProgram): Promise<Exit> {
  return yieldOf(visit, { location: '', assign: undefined, output }, undefined, visit.input, undefined);
}
