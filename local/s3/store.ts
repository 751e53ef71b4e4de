import type { Clock, JsonObject } from '../interpreter/index.ts';
import type { Call, Handlers } from '../services/index.ts';

/** A bucket with its objects by their keys. */
export interface Bucket {
  readonly name: string;
  readonly created: string;
  readonly objects: Map<string, StoredObject>;
  /** As it was put; what counts is whether events are sent to EventBridge (`EventBridgeConfiguration`). */
  notification: JsonObject;
}

/** An object as it was put last. */
export interface StoredObject {
  readonly bytes: Uint8Array;
  /** The MD5 of its bytes, in quotes. */
  readonly etag: string;
  /** ISO 8601, to the second. */
  readonly lastModified: string;
  readonly contentType: string;
  readonly metadata: JsonObject;
}

/** All that the service remembers and works with. */
export interface S3Context {
  readonly region: string;
  readonly clock: Clock;
  readonly buckets: Map<string, Bucket>;
  /** Is told of what was put into a bucket that sends events to EventBridge, or deleted from it. */
  happened(event: ObjectEvent): void;
}

/** What happened to an object. */
export interface ObjectEvent {
  readonly kind: 'Created' | 'Deleted';
  readonly bucket: string;
  readonly key: string;
  /** The operation that did it, for example `PutObject`. */
  readonly reason: string;
  /** Of an object that was created. */
  readonly object?: StoredObject;
}

export type S3Call = Call<S3Context>;
export type S3Handlers = Handlers<S3Context>;
