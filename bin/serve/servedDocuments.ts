import { resolve } from 'node:path';
import {
  type ApiConnection,
  documentReader,
  type FileBounds,
  type Machine,
  type ReadReferenced,
} from '../../compiler/index.ts';
import { type Cloud, ServiceException } from '../../local/index.ts';
import type { KnownWorkflows } from '../../page/index.ts';
import { UsageError } from '../cli/command.ts';
import { compileSource } from '../cli/compileDocument.ts';
import { isDefinitionFile, machineNameOf } from '../cli/definitionFile.ts';
import { exampleInput } from '../cli/exampleInput.ts';
import { openDocument } from '../cli/files.ts';
import type { Io } from '../cli/io.ts';
import { type FileWatcher, watchFiles } from '../cli/watchFiles.ts';

/** What is said of the documents that are served. */
export interface DocumentsOptions extends FileBounds {
  readonly machine: readonly (readonly [name: string, document: string])[];
  readonly options?: string | undefined;
}

/** A document whose workflows are machines, or a definition that is one. */
interface Served {
  readonly file: string;
  readonly workflow?: string | undefined;
  /** The machine's name; without it, each workflow's id, or the definition's file. */
  readonly name?: string;
  /** What its workflows are now. */
  machines: readonly Machine[];
  /** The whole paths of the files that were read for them. */
  files: ReadonlySet<string>;
}

/** The documents that are served. */
export interface ServedDocuments {
  /** Makes the machines of all of them; says whether that could be done, and shows why not. */
  create(): Promise<boolean>;
  /** The HTTP APIs that the machines call. */
  apis(): readonly ApiConnection[];
  /**
   * From now on changes the machines of documents when they change, or a file that they name, as they may have done since they
   * were made; with errors they stay what they are.
   * @param onFault is told what is thrown, unless it is wrong usage, such as a document that is away for a moment
   */
  watch(onFault: (error: unknown) => void): FileWatcher;
}

/**
 * Documents as machines of a cloud.
 * @param paths of documents (`DOC#WORKFLOW`: one workflow of it) and definitions
 * @param workflows takes what the page is to know of them
 */
export function servedDocuments(
  paths: readonly string[],
  options: DocumentsOptions,
  { cloud, workflows, io }: { readonly cloud: Cloud; readonly workflows: KnownWorkflows; readonly io: Io },
): ServedDocuments {
  const served = [...paths.map((path) => wanted(path)), ...options.machine.map(([name, path]) => wanted(path, name))];
  /** Which document has which machine. */
  const owners = new Map<string, Served>();

  /** Makes a machine, or gives the one of that name another definition. */
  const setMachine = async (name: string, definition: string, owner: Served): Promise<void> => {
    const other = owners.get(name);
    if (other !== undefined && other !== owner) {
      throw new UsageError(
        `${other.file} and ${owner.file} both have a machine ${name}`,
        `Give one another name, for example --machine other=${owner.file}.`,
      );
    }
    owners.set(name, owner);
    const stateMachineArn = `arn:aws:states:${cloud.region}:${cloud.account}:stateMachine:${name}`;
    const there = await definitionOf(cloud, stateMachineArn);
    if (there === definition) return;
    if (there !== undefined) await cloud.call('sfn', 'UpdateStateMachine', { stateMachineArn, definition });
    else {
      const roleArn = `arn:aws:iam::${cloud.account}:role/${name}`;
      await cloud.call('sfn', 'CreateStateMachine', { name, definition, roleArn });
    }
    io.stderr.write(`${stateMachineArn}\n`);
  };

  /** Says whether the document has no errors. */
  const make = async (each: Served): Promise<boolean> => {
    const { file, workflow, name } = each;
    const files = new Set([resolve(file)]);
    each.files = new Set([...each.files, ...files]);
    const source = openDocument(file, options);
    if (isDefinitionFile(file)) {
      await setMachine(name ?? machineNameOf(file), source.text, each);
      return true;
    }
    const readFile = noting(documentReader(file, options), files);
    const compiled = await compileSource(source, readFile, { ...options, workflow }, io);
    each.files = compiled === undefined ? new Set([...each.files, ...files]) : files;
    if (compiled === undefined) return false;
    const { machines } = compiled;
    if (name !== undefined && machines.length > 1) {
      const choice = `--machine ${name}=${file}#${compiled.workflows[0]}`;
      throw new UsageError(
        `${file} has several workflows: ${compiled.workflows.join(', ')}`,
        `Choose one, for example ${choice}.`,
      );
    }
    for (const [known, owner] of owners) if (owner === each) owners.delete(known);
    for (const machine of machines) await setMachine(name ?? machine.workflowId, machine.text, each);
    for (const machine of machines) workflows.add({ machine, example: () => exampleInput(file, options, io) });
    each.machines = machines;
    return true;
  };

  /** When the files that are watched began to be read. */
  let made = 0;
  const watched = () => served.flatMap(({ files }) => [...files]);

  return {
    async create() {
      made = Date.now();
      for (const each of served) if (!(await make(each))) return false;
      return true;
    },
    apis: () => served.flatMap(({ machines }) => machines.flatMap(({ connections }) => connections)),
    watch(onFault) {
      const remake = async (changed: ReadonlySet<string>): Promise<void> => {
        made = Date.now();
        for (const each of served) {
          if (![...each.files].some((file) => changed.has(file))) continue;
          try {
            await make(each);
          } catch (error) {
            if (error instanceof UsageError) io.stderr.write(`${error.message}\n`);
            else onFault(error);
          }
        }
        watcher.watch(watched(), made);
      };
      // One change after the other.
      let done = Promise.resolve();
      const watcher = watchFiles((changed) => {
        done = done.then(() => remake(changed));
      });
      watcher.watch(watched(), made);
      return watcher;
    },
  };
}

function wanted(path: string, name?: string): Served {
  const [, file = path, workflow] = /^(.*\.(?:ya?ml|json))#([^#]+)$/.exec(path) ?? [];
  return { file, workflow, ...(name === undefined ? {} : { name }), machines: [], files: new Set() };
}

/** Takes down the names of the files that are read. */
function noting(read: ReadReferenced, files: Set<string>): ReadReferenced {
  return (url, from, kind) => {
    const file = read(url, from, kind);
    if (file !== undefined) files.add(resolve(file.name));
    return file;
  };
}

/** The definition of a machine, where there is one. */
async function definitionOf(cloud: Cloud, stateMachineArn: string): Promise<string | undefined> {
  try {
    const { definition } = await cloud.call('sfn', 'DescribeStateMachine', { stateMachineArn });
    return String(definition);
  } catch (error) {
    if (error instanceof ServiceException && error.code === 'StateMachineDoesNotExist') return undefined;
    throw error;
  }
}
