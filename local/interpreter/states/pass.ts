import type { PassProgram } from '../program.ts';
import { type Exit, type Visit, yieldOf } from '../run.ts';

export function runPass(visit: Visit, state: PassProgram): Promise<Exit> {
  return yieldOf(visit, state, undefined, visit.input, state.next);
}
