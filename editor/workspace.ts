import { fileURLToPath, pathToFileURL } from 'node:url';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Diagnostic, inOrder, type SourceFile } from '../compiler/diagnostics/index.ts';
import {
  documentReader,
  type Examined,
  type FileBounds,
  FileError,
  type Machine,
  type ReadReferenced,
} from '../compiler/index.ts';
import { examine } from '../compiler/node/index.ts';
import { FileError as ShapeError } from '../compiler/source/index.ts';
import { type DocumentSettings, loadProject, settingsOf, withSeverities } from '../project/index.ts';
import { recovered } from './recover.ts';

/** What is known of one text of a document. */
export interface Analysis {
  readonly source: SourceFile;
  /** What the text was read to; where it is no YAML or JSON, what is left of it without the parts that are not. */
  readonly examined: Examined;
  /** What to tell of the text, with the severities of the project; found when it is first asked for, which takes longest. */
  found(): readonly Diagnostic[];
  /** The machines of its workflows, as they were when {@link found} was last asked for: an answer waits for no compilation. */
  machines(): readonly Machine[];
  /** The paths of the files that were looked for to read them, whether they are there or not. */
  readonly files: ReadonlySet<string>;
  /** What the editor calls a file of a name. */
  uriOf(name: string): string;
}

/** The texts that are open in an editor, each looked at once as long as it stays the same. */
export class Workspace {
  readonly #open: { all(): readonly TextDocument[] };
  readonly #bounds: FileBounds;
  readonly #known = new Map<string, Analysis>();
  /** What the texts were last read to, from which the next ones are read. */
  readonly #read = new Map<string, Examined>();
  readonly #machines = new Map<string, readonly Machine[]>();

  constructor(open: { all(): readonly TextDocument[] }, bounds: FileBounds = {}) {
    this.#open = open;
    this.#bounds = bounds;
  }

  /** What is known of a text; undefined where it is no Arazzo document, which is no fault: editors open other files, too. */
  analysis(document: TextDocument): Analysis | undefined {
    const known = this.#known.get(document.uri);
    // Not by the version, which is the editor's word.
    if (known?.source.text === document.getText()) return known;
    if (!isArazzo(document.getText())) {
      this.#known.delete(document.uri);
      return undefined;
    }
    const analysis = this.#analyse(document);
    this.#known.set(document.uri, analysis);
    return analysis;
  }

  /** What was last known of a document, perhaps of an earlier text; what it is now, where nothing is known yet. */
  latest(document: TextDocument): Analysis | undefined {
    return this.#known.get(document.uri) ?? this.analysis(document);
  }

  /**
   * Forgets what is known of a document for which a file was read, or whatever was read. Says whether that was so; a document
   * of which nothing is known yet is looked at in any case.
   */
  forget(uri: string, file?: string): boolean {
    const files = this.#known.get(uri)?.files;
    if (file !== undefined && files?.has(file) !== true) return false;
    this.#known.delete(uri);
    return true;
  }

  /** Forgets a document that is no longer open. */
  close(uri: string): void {
    this.#known.delete(uri);
    this.#read.delete(uri);
    this.#machines.delete(uri);
  }

  #analyse(document: TextDocument): Analysis {
    const source = { name: nameOf(document.uri), text: document.getText() };
    const { settings, faults } = settingsFor(source.name);
    const files = new Set<string>();
    const readFile = this.#readerFor(source.name, files);
    const options = { ...settings.options, ...(readFile === undefined ? {} : { readFile }) };
    const earlier = this.#read.get(document.uri);
    const whole = examine(source, options, earlier);
    const examined = recovered(source, whole, options, earlier);
    if (examined.isSound) this.#read.set(document.uri, examined);
    let found: readonly Diagnostic[] | undefined;
    return {
      source,
      examined,
      files,
      found: () => {
        if (found !== undefined) return found;
        const { diagnostics, machines } = whole.compiled();
        if (whole.root !== undefined) this.#machines.set(document.uri, machines);
        found = [...faults, ...withSeverities(inOrder(diagnostics), settings.severities)];
        return found;
      },
      uriOf: (name) => this.uriOf(name),
      machines: () => this.#machines.get(document.uri) ?? examined.compiled().machines,
    };
  }

  /** Reads the files that a document names: as they stand in the editor, where they are open there, saved or not. */
  #readerFor(name: string, files: Set<string>): ReadReferenced | undefined {
    if (isUri(name)) return undefined;
    const read = documentReader(name, this.#bounds, (path) => {
      files.add(path);
      return this.#openOf(path)?.getText();
    });
    // A document is looked at several times, and names a file in many places. One that isn't there may come.
    const known = new Map<string, SourceFile>();
    return (url, from, kind) => {
      const key = JSON.stringify([url, from, kind]);
      const file = known.get(key) ?? read(url, from, kind);
      if (file !== undefined) known.set(key, file);
      return file;
    };
  }

  #openOf(name: string): TextDocument | undefined {
    return this.#open.all().find(({ uri }) => nameOf(uri) === name);
  }

  /** What the editor calls a file of a name: those that are open there, in its own way of writing. */
  uriOf(name: string): string {
    return this.#openOf(name)?.uri ?? uriOf(name);
  }
}

/** The path of a file, by which the compiler knows it; what is no file keeps the name that the editor gave it. */
export function nameOf(uri: string): string {
  if (!uri.startsWith('file:')) return uri;
  try {
    return fileURLToPath(uri);
  } catch {
    // Of another machine, or with a slash in the name of a file.
    return uri;
  }
}

/** Whether a name is one that an editor gave to what is no file. A drive of Windows has one letter. */
function isUri(name: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(name);
}

/** What a file of this name is called where nobody calls it otherwise. */
export function uriOf(name: string): string {
  return isUri(name) ? name : pathToFileURL(name).href;
}

/** Whether a text is meant to be an Arazzo document: other YAML and JSON is none of this server's business. */
function isArazzo(text: string): boolean {
  return /^(?:\uFEFF?\{?\s*)["']?arazzo["']?\s*:/m.test(text);
}

interface Settings {
  readonly settings: DocumentSettings;
  /** What is wrong with the project file. */
  readonly faults: readonly Diagnostic[];
}

function settingsFor(name: string): Settings {
  const none: DocumentSettings = { options: {}, severities: {} };
  if (isUri(name)) return { settings: none, faults: [] };
  try {
    return { settings: settingsOf(name, loadProject(name)), faults: [] };
  } catch (error) {
    if (error instanceof ShapeError) return { settings: none, faults: inOrder(error.diagnostics) };
    if (error instanceof FileError) return { settings: none, faults: [] };
    throw error;
  }
}
