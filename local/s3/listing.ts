import type { JsonObject } from '../interpreter/index.ts';
import { optionalNumber, optionalText, textIn } from '../services/index.ts';
import { bucketOf } from './buckets.ts';
import type { S3Handlers, StoredObject } from './store.ts';

const mostKeys = 1000;

/** What is in a bucket, by key. */
export const listing: S3Handlers = {
  ListObjectsV2(call) {
    const { name, objects } = bucketOf(call);
    const [prefix, delimiter] = [textIn(call, 'Prefix'), textIn(call, 'Delimiter')];
    const token = optionalText(call, 'ContinuationToken');
    const after = token === undefined ? textIn(call, 'StartAfter') : Buffer.from(token, 'base64').toString('utf8');
    const most = Math.min(optionalNumber(call, 'MaxKeys') ?? mostKeys, mostKeys);
    const found = [...objects]
      .filter(([key]) => key.startsWith(prefix) && key > after)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const entries = groupsOf(found, prefix, delimiter).filter(({ group }) => group === undefined || group > after);
    const shown = entries.slice(0, most);
    const last = shown.at(-1);
    const next = entries.length > most ? (last?.group ?? last?.key) : undefined;
    return {
      Name: name,
      Prefix: prefix,
      ...(delimiter === '' ? {} : { Delimiter: delimiter }),
      MaxKeys: most,
      KeyCount: shown.length,
      IsTruncated: next !== undefined,
      Contents: shown.flatMap(({ key, object }) => (object === undefined ? [] : [contentOf(key, object)])),
      CommonPrefixes: shown.flatMap(({ group }) => (group === undefined ? [] : [{ Prefix: group }])),
      ...(next === undefined ? {} : { NextContinuationToken: Buffer.from(next, 'utf8').toString('base64') }),
    };
  },
};

/** An object, or a group of objects that have the same beginning up to a delimiter. */
interface Entry {
  readonly key: string;
  readonly object?: StoredObject;
  readonly group?: string;
}

function groupsOf(found: readonly (readonly [string, StoredObject])[], prefix: string, delimiter: string): Entry[] {
  const entries: Entry[] = [];
  for (const [key, object] of found) {
    const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (at < 0) entries.push({ key, object });
    else {
      const group = key.slice(0, at + delimiter.length);
      if (entries.at(-1)?.group !== group) entries.push({ key, group });
    }
  }
  return entries;
}

function contentOf(key: string, { etag, lastModified, bytes }: StoredObject): JsonObject {
  return { Key: key, LastModified: lastModified, ETag: etag, Size: bytes.length, StorageClass: 'STANDARD' };
}
