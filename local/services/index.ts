export { type Backend, type BackendOptions, createBackend } from './backend.ts';
export { type FaultEffect, type FaultPlan, type FaultRule, faultPlan } from './faults.ts';
export {
  type Call,
  type Handler,
  type Handlers,
  listIn,
  objectsIn,
  optionalNumber,
  optionalText,
  pick,
  refusal,
  serviceOf,
  textIn,
} from './handlers.ts';
export { checkTask, sdkIntegration } from './integration.ts';
export { type Mocks, MocksError, mockedServices, readMocks, testCaseOf } from './mocks.ts';
export { type Page, pageOf } from './paging.ts';
export { FaultsError, readFaults } from './readFaults.ts';
export { BrokenConnection, type InMemoryService, modelledError, ServiceException } from './service.ts';
