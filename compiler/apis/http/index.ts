export { resolveAnswer } from './answer.ts';
export {
  type Authorization,
  type ConnectionContents,
  connectionContents,
  needsCertificate,
  type SecretParameter,
} from './authorization.ts';
export { carriesCredentials, isFromConnection } from './credentials.ts';
export { Descriptions, type ReadFile } from './description.ts';
export { httpErrors } from './errors.ts';
export { isForbiddenHeader, isSentByItself } from './headers.ts';
export { type DescriptionSource, type HttpService, openHttpService } from './httpService.ts';
export { idempotencyKeys, isIdempotencyHeader } from './idempotency.ts';
export { isJsonType } from './mediaTypes.ts';
export type * from './model.ts';
export { ANYTHING } from './schemaShapes.ts';
export { baseAddress, type ServerFault } from './servers.ts';
export { JSON_STYLE, queryText, styleText } from './styleText.ts';
export { bodyMember, parameterMember, requestShape } from './taskShapes.ts';
