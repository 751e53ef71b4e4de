import { existsSync } from 'node:fs';
import { documentReader, type Machine, type ReadReferenced, type SourceFile } from '../../compiler/index.ts';
import {
  compareMachines,
  definitionTraits,
  diffMarkdown,
  diffText,
  type MachineDiff,
  traitsOf,
} from '../../view/index.ts';
import { awsFailed, createClient } from '../aws/client.ts';
import { deployedDefinition } from '../aws/deployedDefinition.ts';
import { machineArn } from '../aws/machineArn.ts';
import { UsageError } from '../cli/command.ts';
import { compileDocument, compileSource } from '../cli/compileDocument.ts';
import { openDocument, standardInput } from '../cli/files.ts';
import { fileOfRevision } from '../cli/gitRevision.ts';
import type { Io } from '../cli/io.ts';
import type { AwsOptions, DocumentOptions } from '../cli/options.ts';

/** What `diff` is told beside the documents. */
export interface DiffOptions extends DocumentOptions, AwsOptions {
  readonly deployed?: string | undefined;
  readonly exitCode?: true | undefined;
  readonly format: 'text' | 'markdown' | 'json';
}

/** Tells what is different between workflows. Returns the exit code. */
export async function diff(old: string, now: string | undefined, options: DiffOptions, io: Io): Promise<number> {
  if ((now === undefined) === (options.deployed === undefined)) {
    throw new UsageError('two documents are compared, or one with --deployed');
  }
  const diffs = now === undefined ? await diffDeployed(old, options, io) : await diffDocuments(old, now, options, io);
  if (typeof diffs === 'number') return diffs;
  io.stdout.write(shown(diffs, options.format));
  return options.exitCode && diffs.some(({ kind }) => kind !== 'same') ? 1 : 0;
}

/** The differences, or the exit code where a document has errors. */
async function diffDocuments(
  old: string,
  now: string,
  options: DiffOptions,
  io: Io,
): Promise<readonly MachineDiff[] | number> {
  const before = await machinesOf(old, now, options, io);
  const after = await machinesOf(now, now, options, io);
  if (before === undefined || after === undefined) return 1;
  // A document with one workflow is compared with one of another name, too.
  if (before.length === 1 && after.length === 1) return [compared(before[0], after[0])];
  const ids = [...new Set([...after, ...before].map(({ workflowId }) => workflowId))];
  const named = (machines: readonly Machine[], id: string) => machines.find(({ workflowId }) => workflowId === id);
  return ids.map((id) => compared(named(before, id), named(after, id)));
}

function compared(before: Machine | undefined, after: Machine | undefined): MachineDiff {
  const name = after?.workflowId ?? before?.workflowId ?? '';
  return compareMachines(name, before && traitsOf(before), after && traitsOf(after));
}

async function machinesOf(
  given: string,
  now: string,
  options: DiffOptions,
  io: Io,
): Promise<readonly Machine[] | undefined> {
  const { source, readFile } = open(given, now, options);
  const compiled = await compileSource(source, readFile, options, io);
  return compiled?.machines;
}

interface Opened {
  readonly source: SourceFile;
  readonly readFile: ReadReferenced;
}

function open(given: string, now: string, options: DiffOptions): Opened {
  if (given === standardInput || existsSync(given)) {
    return { source: openDocument(given, options), readFile: documentReader(given, options) };
  }
  const [, revision = given, path = now] = /^([^:]+):(.+)$/.exec(given) ?? [];
  // The file that is compared with a revision has to be there.
  if (revision === path) return { source: openDocument(given, options), readFile: documentReader(given, options) };
  const source = fileOfRevision(revision, path);
  return { source, readFile: documentReader(path, options) };
}

/** The difference between a deployed machine and a document. */
async function diffDeployed(document: string, options: DiffOptions, io: Io): Promise<readonly MachineDiff[] | number> {
  const { deployed = '', endpoint } = options;
  const machine = await compileDocument(document, options, io);
  if (machine === undefined) return 1;
  const client = createClient(options);
  try {
    const definition = await deployedDefinition(client, await machineArn(client, deployed));
    if (definition === undefined) throw new UsageError(`the definition of ${deployed} may not be read`);
    const now = JSON.parse(machine.text);
    return [compareMachines(machine.workflowId, definitionTraits(definition), definitionTraits(now))];
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return awsFailed(error, endpoint, io);
  }
}

function shown(diffs: readonly MachineDiff[], format: DiffOptions['format']): string {
  switch (format) {
    case 'text':
      return diffText(diffs);
    case 'markdown':
      return diffMarkdown(diffs);
    case 'json':
      return `${JSON.stringify(diffs, null, 2)}\n`;
    default:
      return format satisfies never;
  }
}
