import { isObject } from '../interpreter/index.ts';
import { ServiceException, textIn } from '../services/index.ts';
import type { Bucket, S3Call, S3Handlers } from './store.ts';

/** Buckets, and what they tell EventBridge. */
export const buckets: S3Handlers = {
  CreateBucket(call) {
    const { clock, region, buckets: known } = call.context;
    const name = textIn(call, 'Bucket');
    if (!/^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
      throw new ServiceException('InvalidBucketName', 'The specified bucket is not valid.');
    }
    // In us-east-1 one's own bucket can be created again; elsewhere that is an error.
    if (known.has(name) && region !== 'us-east-1') {
      const message = 'Your previous request to create the named bucket succeeded and you already own it.';
      throw new ServiceException('BucketAlreadyOwnedByYou', message, 409);
    }
    if (!known.has(name)) {
      known.set(name, { name, created: new Date(clock.now()).toISOString(), objects: new Map(), notification: {} });
    }
    return { Location: `/${name}` };
  },

  DeleteBucket(call) {
    const bucket = bucketOf(call);
    if (bucket.objects.size > 0) {
      throw new ServiceException('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
    }
    call.context.buckets.delete(bucket.name);
    return {};
  },

  HeadBucket(call) {
    bucketOf(call);
    return { BucketRegion: call.context.region };
  },

  ListBuckets: ({ context }) => ({
    Buckets: [...context.buckets.values()].map(({ name, created }) => ({ Name: name, CreationDate: created })),
    Owner: { ID: 'local' },
  }),

  GetBucketLocation(call) {
    bucketOf(call);
    const { region } = call.context;
    return region === 'us-east-1' ? {} : { LocationConstraint: region };
  },

  PutBucketNotificationConfiguration(call) {
    const { NotificationConfiguration: given = null } = call.request;
    bucketOf(call).notification = isObject(given) ? given : {};
    return {};
  },

  GetBucketNotificationConfiguration: (call) => bucketOf(call).notification,
};

/** The bucket that the request names. */
export function bucketOf(call: S3Call): Bucket {
  const found = call.context.buckets.get(textIn(call, 'Bucket'));
  if (found !== undefined) return found;
  throw new ServiceException('NoSuchBucket', 'The specified bucket does not exist', 404);
}
