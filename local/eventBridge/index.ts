export { createEventBridge, type EventBridge, type EventBridgeOptions } from './createEventBridge.ts';
