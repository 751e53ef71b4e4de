import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A service model as botocore ships it (`data/<folder>/<version>/service-2.json`), the fields that are used here. */
export interface BotocoreModel {
  readonly metadata: {
    readonly endpointPrefix: string;
    readonly signingName?: string;
    readonly serviceId: string;
    readonly serviceFullName: string;
    readonly serviceAbbreviation?: string;
    readonly protocol: string;
    readonly apiVersion: string;
    readonly targetPrefix?: string;
  };
  readonly operations: Readonly<Record<string, BotocoreOperation>>;
  readonly shapes: Readonly<Record<string, BotocoreShape>>;
}

export interface BotocoreOperation {
  readonly http: { readonly method: string; readonly requestUri: string; readonly responseCode?: number };
  readonly input?: { readonly shape: string };
  readonly output?: { readonly shape: string };
  readonly errors?: readonly { readonly shape: string }[];
  readonly readonly?: boolean;
  readonly authtype?: string;
  readonly auth?: readonly string[];
}

export interface BotocoreShape {
  readonly type: string;
  readonly members?: Readonly<Record<string, BotocoreMember>>;
  readonly required?: readonly string[];
  readonly payload?: string;
  readonly union?: boolean;
  readonly document?: boolean;
  readonly eventstream?: boolean;
  readonly streaming?: boolean;
  readonly sensitive?: boolean;
  readonly member?: BotocoreMember;
  readonly key?: BotocoreMember;
  readonly value?: BotocoreMember;
  readonly flattened?: boolean;
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly fault?: boolean;
  readonly error?: { readonly httpStatusCode?: number };
  readonly retryable?: { readonly throttling?: boolean };
  readonly documentation?: string;
}

export interface BotocoreMember {
  readonly shape: string;
  readonly documentation?: string;
  readonly locationName?: string;
  readonly queryName?: string;
  readonly location?: 'uri' | 'querystring' | 'header' | 'headers' | 'statusCode';
  readonly idempotencyToken?: boolean;
  readonly flattened?: boolean;
  readonly streaming?: boolean;
}

/** botocore's data folder and version: those of the given folder, else of the installed Python package; undefined: none. */
export function findBotocore(given?: string): { readonly data: string; readonly version: string } | undefined {
  const root = given ?? installed();
  if (root === undefined) return undefined;
  const package_ = existsSync(join(root, 'data')) ? root : join(root, '..');
  const data = join(package_, 'data');
  const init = join(package_, '__init__.py');
  if (!existsSync(data) || !existsSync(init)) return undefined;
  const version = /^__version__ = ['"](.+)['"]/m.exec(readFileSync(init, 'utf8'))?.[1];
  return version === undefined ? undefined : { data, version };
}

function installed(): string | undefined {
  try {
    const script = 'import os, botocore; print(os.path.dirname(botocore.__file__))';
    return execFileSync('python3', ['-c', script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}

/** The folders of botocore's data that hold a service's model, sorted. */
export function botocoreFolders(data: string): readonly string[] {
  return readdirSync(data, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((folder) => modelFile(data, folder) !== undefined)
    .sort();
}

/** The newest model in a folder of botocore's data. */
export function readBotocore(data: string, folder: string): BotocoreModel {
  const file = modelFile(data, folder);
  if (file === undefined) throw new Error(`${join(data, folder)}: no service-2.json in it`);
  const bytes = readFileSync(file);
  return JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
}

function modelFile(data: string, folder: string): string | undefined {
  return readdirSync(join(data, folder))
    .sort()
    .reverse()
    .flatMap((version) => ['service-2.json.gz', 'service-2.json'].map((name) => join(data, folder, version, name)))
    .find((file) => existsSync(file));
}
