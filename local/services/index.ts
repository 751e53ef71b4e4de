export { type Backend, type BackendOptions, createBackend } from './backend.ts';
export { type FaultEffect, type FaultPlan, type FaultRule, faultPlan } from './faults.ts';
export { sdkIntegration } from './integration.ts';
export { BrokenConnection, type InMemoryService, modelledError, ServiceException } from './service.ts';
