import { type Mocks, mockedServices, type Services, testCaseOf } from '../../local/index.ts';
import { UsageError } from '../cli/command.ts';

/**
 * The services, or the answers of a test case.
 * @param name that of the case
 * @throws UsageError where one of answers and case is given, and not the other
 */
export function mocked(
  services: Services,
  mocks: Mocks | undefined,
  machine: string,
  name: string | undefined,
): Services {
  if ((mocks === undefined) !== (name === undefined)) throw new UsageError('--mocks and --case go together');
  if (mocks === undefined || name === undefined) return services;
  return mockedServices(services, mocks, testCaseOf(mocks, machine, name));
}
