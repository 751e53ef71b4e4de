export { checkTask } from './admission.ts';
export { exampleAnswer } from './answer.ts';
export { answerFault } from './answerFault.ts';
export { type Backend, type BackendOptions, createBackend } from './backend.ts';
export { taskFailure } from './errorNames.ts';
export { type FaultEffect, type FaultPlan, type FaultRule, faultPlan } from './faults.ts';
export {
  type Call,
  type Handler,
  type Handlers,
  listIn,
  objectOf,
  objectsIn,
  objectsOf,
  optionalNumber,
  optionalText,
  pick,
  refusal,
  serviceOf,
  textIn,
} from './handlers.ts';
export { requestOf, sdkIntegration } from './integration.ts';
export { type Mocks, MocksError, mockedServices, testCaseOf } from './mocks.ts';
export { namingOf } from './naming.ts';
export { type Page, pageOf } from './paging.ts';
export { faultsShape, readFaults } from './readFaults.ts';
export { mocksShape, readMocks } from './readMocks.ts';
export { BrokenConnection, type InMemoryService, modelledError, ServiceException } from './service.ts';
export { toSecond } from './times.ts';
