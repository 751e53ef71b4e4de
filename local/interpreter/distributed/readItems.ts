import { StateError } from '../errors.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { ReaderProgram } from '../program.ts';
import { bindingsOf, type Visit } from '../run.ts';
import { evaluateTemplate, evaluateTyped } from '../template.ts';
import { filesOf } from './files.ts';
import { parseFile, readerFailed } from './parseFile.ts';

/** An item, and where it is from: `STATE_DATA`, or the URI of a file or bucket (`$states.context.Map.Item.Source`). */
export interface Item {
  readonly value: Json;
  readonly source: string;
}

/** Reads the items in S3. Rejects with `States.ItemReaderFailed`. */
export async function readItems(visit: Visit, reader: ReaderProgram): Promise<readonly Item[]> {
  const bindings = bindingsOf(visit, undefined);
  const given = reader.arguments && (await evaluateTemplate(reader.arguments, 'ItemReader/Arguments', bindings));
  const parameters = isObject(given) ? given : {};
  const most =
    reader.maxItems && (await evaluateTyped(reader.maxItems, 'ItemReader/ReaderConfig/MaxItems', bindings, 'number'));
  try {
    const items = reader.resource.endsWith(':listObjectsV2')
      ? await listed(visit, reader, parameters)
      : await fileItems(visit, reader, parameters);
    // 0 is no limit.
    return most === undefined || most === 0 ? items : items.slice(0, most);
  } catch (error) {
    if (!(error instanceof StateError) || visit.branch.signal.aborted) throw error;
    throw readerFailed(error.reason);
  }
}

async function fileItems(visit: Visit, reader: ReaderProgram, parameters: JsonObject): Promise<readonly Item[]> {
  const source = `s3://${String(parameters['Bucket'])}/${String(parameters['Key'])}`;
  const text = await filesOf(visit).get(parameters);
  return parseFile(text, reader).map((value) => ({ value, source }));
}

/** The objects that a listing names, or the items in them. */
async function listed(visit: Visit, reader: ReaderProgram, parameters: JsonObject): Promise<readonly Item[]> {
  const bucket = String(parameters['Bucket']);
  const objects = await filesOf(visit).list(parameters);
  if (!reader.loadsFiles) return objects.map((object) => ({ value: metadataOf(object), source: `s3://${bucket}` }));
  const items: Item[] = [];
  for (const { Key: key = '' } of objects) {
    for (const item of await fileItems(visit, reader, { Bucket: bucket, Key: key })) items.push(item);
  }
  return items;
}

/** An object as an item: spelled as AWS does here, its time in seconds. */
function metadataOf({ ETag: etag = '', Key: key = '', LastModified: time, Size: size = 0, StorageClass }: JsonObject) {
  return {
    Etag: etag,
    Key: key,
    LastModified: Number(time) / 1000,
    Size: size,
    StorageClass: StorageClass ?? 'STANDARD',
  };
}
