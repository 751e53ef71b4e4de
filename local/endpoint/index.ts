export { type Endpoint, type ServeOptions, serve } from './serve.ts';
