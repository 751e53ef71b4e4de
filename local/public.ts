/** What `arazzo-step-functions/local` offers: running machines, the services in memory, and the endpoint for AWS clients. */
export { FileError } from '../compiler/source/index.ts';
export { AssemblyError, type Deployed, deployAssembly } from './assembly/index.ts';
export { type Cloud, type CloudOptions, createCloud } from './cloud.ts';
export {
  type ConnectData,
  type ConnectOptions,
  createConnect,
  type EntryData,
  type InstanceData,
  type Quota,
  readConnectData,
} from './connect/index.ts';
export { type Endpoint, type ServeOptions, serve } from './endpoint/index.ts';
export {
  type Called,
  type Clock,
  createExecution,
  type DefinitionDiagnostic,
  DefinitionError,
  type Execution,
  type ExecutionOptions,
  type ExecutionResult,
  type HistoryEvent,
  type Json,
  type JsonObject,
  type MachineDefinition,
  type Progress,
  realClock,
  runMachine,
  type ServiceCall,
  type ServiceRequest,
  type Services,
  type StateDefinition,
  TaskFailure,
  type ValidateOptions,
  validateDefinition,
  virtualClock,
} from './interpreter/index.ts';
export { type LocalServicesOptions, localServices } from './localServices.ts';
export {
  type Backend,
  BrokenConnection,
  type FaultEffect,
  type FaultRule,
  type InMemoryService,
  type Mocks,
  MocksError,
  mockedServices,
  modelledError,
  readFaults,
  readMocks,
  ServiceException,
} from './services/index.ts';
