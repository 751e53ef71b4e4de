import { upgrade } from '@scalar/openapi-upgrader';
import { Diagnostics } from '../../diagnostics/index.ts';
import { fragmentToken, isList, isObject, type Json, parseSource, toJson } from '../../source/index.ts';

/** Reads a file that another one names; undefined where there is none that may be read. `data`: a part of a description. */
export type ReadFile = (url: string, from: string, kind?: 'data') => DescriptionFile | undefined;

interface DescriptionFile {
  readonly name: string;
  readonly text: string;
}

/** A part of an OpenAPI description, and the file that it stands in: references in it are relative to that. */
export interface Part {
  readonly value: Json;
  readonly file: string;
}

/**
 * The files of OpenAPI descriptions, each read once and turned into OpenAPI 3.1, whichever version it was written in. What
 * is read of them follows `$ref`, in the same file or another one.
 */
export class Descriptions {
  readonly #read: ReadFile;
  readonly #asWritten = new Map<string, Json | undefined>();
  readonly #files = new Map<string, Json | undefined>();
  /** The references that are being followed. */
  readonly #open = new Set<string>();

  constructor(read: ReadFile) {
    this.#read = read;
  }

  /** The whole of a description; undefined where the file can't be read, or is none. */
  open(url: string, from: string): Part | undefined {
    const file = this.#read(url, from);
    if (file === undefined) return undefined;
    const value = this.#parsed(file);
    return isDescription(value) ? { value, file: file.name } : undefined;
  }

  /** The hosts of a description's servers, without more of it being looked at; undefined where there is no such file. */
  hosts(url: string, from: string): readonly string[] | undefined {
    const file = this.#read(url, from);
    const root = file === undefined ? undefined : this.#written(file);
    if (root === undefined) return undefined;
    const host = memberOf(root, 'host');
    const servers = memberOf(root, 'servers') ?? [];
    const urls = isList(servers) ? servers.map((server) => memberOf(server, 'url')) : [];
    const named = urls.flatMap((each) => /^https?:\/\/([^/:]+)/.exec(String(each))?.[1] ?? []);
    return typeof host === 'string' ? [host, ...named] : named;
  }

  /** What stands under names, one inside the other; undefined where one is missing. */
  get(part: Part | undefined, ...names: readonly string[]): Part | undefined {
    let found = this.follow(part);
    for (const name of names) {
      const value = found === undefined ? undefined : memberOf(found.value, name);
      found = found === undefined || value === undefined ? undefined : this.follow({ value, file: found.file });
    }
    return found;
  }

  /** The members of an object, in order; none where it isn't one. */
  entries(part: Part | undefined): readonly (readonly [string, Part])[] {
    const found = this.follow(part);
    if (found === undefined || !isObject(found.value)) return [];
    return Object.entries(found.value).flatMap(([name, value]) => {
      const member = this.follow({ value, file: found.file });
      return member === undefined ? [] : [[name, member] as const];
    });
  }

  /** The items of an array; none where it isn't one. */
  items(part: Part | undefined): readonly Part[] {
    const found = this.follow(part);
    if (found === undefined || !isList(found.value)) return [];
    return found.value.flatMap((value) => this.follow({ value, file: found.file }) ?? []);
  }

  /** The text under names. */
  text(part: Part | undefined, ...names: readonly string[]): string | undefined {
    const value = this.get(part, ...names)?.value;
    return typeof value === 'string' ? value : undefined;
  }

  /** Whether `true` stands under names. */
  flag(part: Part | undefined, ...names: readonly string[]): boolean {
    return this.get(part, ...names)?.value === true;
  }

  /** What a part that is a reference refers to; undefined where that is nothing. Any other part as it is. */
  follow(part: Part | undefined): Part | undefined {
    const reference = part === undefined ? undefined : memberOf(part.value, '$ref');
    return part === undefined || typeof reference !== 'string' ? part : this.#target(reference, part.file);
  }

  #target(reference: string, from: string): Part | undefined {
    const [url = '', fragment = ''] = reference.split('#', 2);
    const file = url === '' ? from : this.#named(url, from);
    const value = file === undefined ? undefined : this.#files.get(file);
    const key = `${file}#${fragment}`;
    // References that lead in a circle refer to nothing.
    if (file === undefined || value === undefined || this.#open.has(key)) return undefined;
    this.#open.add(key);
    const found = this.get({ value, file }, ...fragment.split('/').slice(1).map(fragmentToken));
    this.#open.delete(key);
    return found;
  }

  #named(url: string, from: string): string | undefined {
    const file = this.#read(url, from, 'data');
    if (file !== undefined) this.#parsed(file);
    return file?.name;
  }

  #parsed(file: DescriptionFile): Json | undefined {
    if (!this.#files.has(file.name)) {
      const value = this.#written(file);
      this.#files.set(file.name, isDescription(value) ? upgraded(value) : value);
    }
    return this.#files.get(file.name);
  }

  #written(file: DescriptionFile): Json | undefined {
    if (!this.#asWritten.has(file.name)) {
      const root = parseSource({ ...file }, new Diagnostics());
      this.#asWritten.set(file.name, root === undefined ? undefined : toJson(root));
    }
    return this.#asWritten.get(file.name);
  }
}

/** Swagger 2.0 and OpenAPI 3.0 as 3.1. What can't be turned stays as it is: that much of it is understood all the same. */
function upgraded(value: Json): Json {
  try {
    const result: unknown = upgrade(structuredClone(value) as Parameters<typeof upgrade>[0], '3.1');
    return JSON.parse(JSON.stringify(result));
  } catch {
    return value;
  }
}

function isDescription(value: Json | undefined): value is { readonly [name: string]: Json } {
  return value !== undefined && isObject(value) && ('openapi' in value || 'swagger' in value);
}

/** A member of an object or, by its position, an item of an array. */
export function memberOf(value: Json, name: string): Json | undefined {
  if (isList(value)) return value[Number(name)];
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
