export type { ResourceScope } from '../project/index.ts';
export type { ApiCredentials } from './apiConnections.ts';
export { ArazzoStateMachine, type ArazzoStateMachineProps } from './arazzoStateMachine.ts';
export { createDashboard } from './dashboard.ts';
export { DocumentError } from './documentError.ts';
export { ProvisionUserStack, type ProvisionUserStackProps } from './provisionUserStack.ts';
export type { InputSource } from './trigger/inputMapping.ts';
export { OnboardingTrigger, type OnboardingTriggerProps } from './trigger/onboardingTrigger.ts';
