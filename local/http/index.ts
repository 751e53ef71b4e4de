export { type ConnectionEntry, type ConnectionsFile, connectionsFrom, noConnections } from './connections.ts';
export { exampleExchange } from './examples.ts';
export { type HttpTasksOptions, isHttpTask, withHttpTasks } from './httpTasks.ts';
export type { Connections, ConnectionValues, Exchange, IncomingAnswer, OutgoingRequest } from './model.ts';
export { isBelow, networkExchange, type ServerInstead } from './network.ts';
export { readConnections } from './readConnections.ts';
export { resultOf } from './result.ts';
