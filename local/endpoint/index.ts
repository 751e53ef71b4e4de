export { type Browser, type HttpAnswer, type HttpRequest, header } from './message.ts';
export { type Endpoint, type ServeOptions, serve } from './serve.ts';
