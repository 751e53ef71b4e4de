export { awsOperation } from './awsOperation.ts';
export { bindParameter, type ParameterBinding, type ParameterName } from './bindParameter.ts';
export { type BodyTarget, bodyTarget } from './bodyTarget.ts';
export { checkLiteral, fromUrl } from './checkLiteral.ts';
export { credentialsIn } from './credentials.ts';
export type { NeededAction, UndecidedAction } from './dependents.ts';
export {
  awsErrors,
  type ErrorsWithStatus,
  errorsWithStatus,
  generalError,
  serverErrors,
  throttlingErrors,
} from './errors.ts';
export { type MemberFinding, memberOf, resolveMember, type SegmentFinding } from './findMember.ts';
export { findOperation, findOperationByPath, hasOperationNamed, type OperationFinding } from './findOperation.ts';
export { findService, type ServiceFinding } from './findService.ts';
export type { ServiceEntry } from './format.ts';
export { longestCall } from './longestCall.ts';
export type * from './model.ts';
export { type ModelFiles, type Models, modelsFrom } from './models.ts';
export { actionName, errorName, sfnName } from './names.ts';
export { type CallPermissions, permissionsFor } from './permissions.ts';
export { readModelled } from './readModelled.ts';
export { type Resolved, resolvePointer, type Undescribed } from './resolvePointer.ts';
export { resolveIn, resolveResponse } from './resolveResponse.ts';
export { responseHeader, responseHeaders } from './responseHeader.ts';
export type { CalledOperations, OperationPath, ServiceClues } from './serviceEvidence.ts';
export {
  type CalledResource,
  type IntegrationResource,
  type Pattern,
  parseTaskResource,
  printTaskResource,
  type TaskNames,
  type TaskResource,
  taskArn,
  taskNames,
  taskOperation,
  taskText,
} from './taskResource.ts';
export { tellUncallable } from './uncallable.ts';
