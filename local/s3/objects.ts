import { createHash } from 'node:crypto';
import { isObject, type JsonObject } from '../interpreter/index.ts';
import { objectsOf, optionalText, refusal, ServiceException, textIn, toSecond } from '../services/index.ts';
import { bucketOf } from './buckets.ts';
import { bytesOfText, textOfBytes } from './bytes.ts';
import type { Bucket, ObjectEvent, S3Call, S3Handlers, StoredObject } from './store.ts';

/** Objects: put whole, read whole. */
export const objects: S3Handlers = {
  PutObject(call) {
    const bucket = bucketOf(call);
    const key = textIn(call, 'Key');
    if (optionalText(call, 'IfNoneMatch') === '*' && bucket.objects.has(key)) {
      const message = 'At least one of the pre-conditions you specified did not hold';
      throw new ServiceException('PreconditionFailed', message, 412);
    }
    const { Metadata: metadata = null } = call.request;
    const etag = put(call, bucket, key, {
      bytes: bytesOfText(textIn(call, 'Body')),
      contentType: optionalText(call, 'ContentType') ?? 'binary/octet-stream',
      metadata: isObject(metadata) ? metadata : {},
    });
    return { ETag: etag };
  },

  CopyObject(call) {
    const [, name = '', key = ''] = /^\/?([^/]+)\/(.+?)(?:\?versionId=.*)?$/.exec(textIn(call, 'CopySource')) ?? [];
    const source = call.context.buckets.get(name)?.objects.get(decodeURIComponent(key));
    if (source === undefined) throw noSuchKey(call);
    const etag = put(call, bucketOf(call), textIn(call, 'Key'), source);
    return { CopyObjectResult: { ETag: etag, LastModified: timeOf(call) } };
  },

  GetObject(call) {
    const object = objectOf(call);
    const range = rangeOf(optionalText(call, 'Range'), object.bytes.length);
    if (range === undefined) return { ...headOf(object), Body: textOfBytes(object.bytes) };
    const part = object.bytes.subarray(range.first, range.last + 1);
    return {
      ...headOf(object),
      ContentLength: part.length,
      ContentRange: `bytes ${range.first}-${range.last}/${object.bytes.length}`,
      Body: textOfBytes(part),
    };
  },

  HeadObject: (call) => headOf(objectOf(call)),

  DeleteObject(call) {
    remove(call, bucketOf(call), textIn(call, 'Key'));
    return {};
  },

  DeleteObjects(call) {
    const bucket = bucketOf(call);
    const { Delete: wanted = null } = call.request;
    const keys = objectsOf(isObject(wanted) ? wanted['Objects'] : undefined).map(({ Key: key }) => String(key));
    for (const key of keys) remove(call, bucket, key);
    const isQuiet = isObject(wanted) && wanted['Quiet'] === true;
    return isQuiet ? {} : { Deleted: keys.map((key) => ({ Key: key })) };
  },

  CreateMultipartUpload() {
    throw new ServiceException('NotImplemented', 'Objects are put whole here, not in parts', 501);
  },
};

/**
 * The bytes that a request wants (`bytes=0-99`, `bytes=100-`, `bytes=-100`); undefined: all of them.
 * @throws ServiceException where the object has none of them
 */
function rangeOf(
  range: string | undefined,
  length: number,
): { readonly first: number; readonly last: number } | undefined {
  const [whole, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (whole === undefined || (from === '' && to === '')) return undefined;
  const first = from === '' ? Math.max(0, length - Number(to)) : Number(from);
  const last = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1);
  if (first <= last) return { first, last };
  throw new ServiceException('InvalidRange', 'The requested range is not satisfiable', 416);
}

function put(
  call: S3Call,
  bucket: Bucket,
  key: string,
  { bytes, contentType, metadata }: Pick<StoredObject, 'bytes' | 'contentType' | 'metadata'>,
): string {
  const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
  const object: StoredObject = { bytes, contentType, metadata, etag, lastModified: timeOf(call) };
  bucket.objects.set(key, object);
  tell(call, bucket, { kind: 'Created', bucket: bucket.name, key, reason: call.operation.name, object });
  return etag;
}

function remove(call: S3Call, bucket: Bucket, key: string): void {
  if (!bucket.objects.delete(key)) return;
  tell(call, bucket, { kind: 'Deleted', bucket: bucket.name, key, reason: 'DeleteObject' });
}

function tell({ context }: S3Call, { notification }: Bucket, event: ObjectEvent): void {
  if (notification['EventBridgeConfiguration'] !== undefined) context.happened(event);
}

function objectOf(call: S3Call): StoredObject {
  const found = bucketOf(call).objects.get(textIn(call, 'Key'));
  if (found === undefined) throw noSuchKey(call);
  return found;
}

function noSuchKey(call: S3Call): ServiceException {
  return refusal(call, 'NoSuchKey', 'The specified key does not exist.');
}

function headOf({ bytes, etag, lastModified, contentType, metadata }: StoredObject): JsonObject {
  return {
    AcceptRanges: 'bytes',
    ContentLength: bytes.length,
    ContentType: contentType,
    ETag: etag,
    LastModified: lastModified,
    Metadata: metadata,
  };
}

/** Now, as S3 tells times: to the second. */
function timeOf({ context }: S3Call): string {
  return toSecond(context.clock.now());
}
