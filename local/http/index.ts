export {
  basicText,
  type ConnectionContents,
  type ConnectionEntry,
  type ConnectionsFile,
  connectionsOf,
  contentsOf,
  type FindConnection,
  type TokenRequest,
} from './connections.ts';
export { exampleExchange } from './examples.ts';
export {
  type HttpSettings,
  type HttpTasksOptions,
  isHttpTask,
  longestRequest,
  unanswered,
  withHttpTasks,
} from './httpTasks.ts';
export type { Connections, ConnectionValues, Exchange, Exchanged, IncomingAnswer, OutgoingRequest } from './model.ts';
export { isBelow, networkExchange, nobody, type ServerInstead } from './network.ts';
export { readConnections } from './readConnections.ts';
export { connectionArn } from './request.ts';
export { reasonOf, resultOf } from './result.ts';
