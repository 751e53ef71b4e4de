import type { Clock } from '../interpreter/index.ts';
import { type InMemoryService, serviceOf } from '../services/index.ts';
import { buckets } from './buckets.ts';
import { listing } from './listing.ts';
import { objects } from './objects.ts';
import type { S3Context, S3Handlers } from './store.ts';

export interface S3Options {
  readonly clock: Clock;
  readonly region: string;
  /** Is told of objects in buckets that send events to EventBridge. */
  readonly happened: S3Context['happened'];
}

const handlers: S3Handlers = { ...buckets, ...objects, ...listing };

/** Amazon S3 in memory: buckets with the newest version of each object. */
export function createS3({ clock, region, happened }: S3Options): InMemoryService {
  return serviceOf('s3', handlers, { clock, region, buckets: new Map(), happened });
}
