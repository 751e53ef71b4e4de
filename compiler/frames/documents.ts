import {
  atSource,
  type Document,
  readDocument,
  type SourceDescription,
  type Text,
  type Workflow,
} from '../arazzo/index.ts';
import { diagnostic, didYouMean, nearest } from '../diagnostics/index.ts';
import { parseSource, placeOf } from '../source/index.ts';
import { identified, identityOf, readBeside } from './baseUri.ts';
import type { Context } from './context.ts';

/** A workflow and the document that it stands in. */
export interface FoundWorkflow {
  readonly document: Document;
  readonly workflow: Workflow;
}

/** Finds workflows by id, in the document at hand or in one that its source descriptions name; each is read once. */
export class Documents {
  readonly #read = new Map<string, Document | undefined>();

  /** The workflow that an id or `$sourceDescriptions.name.id` means; undefined where there is none (reported). */
  workflow(id: Text, from: Document, context: Context): FoundWorkflow | undefined {
    const elsewhere = atSource(id.value);
    // That a document has no such workflow is reported when it is read.
    if (elsewhere === undefined) return found(id.value, from);
    const document = this.#other(elsewhere.source, id, from, context);
    return document === undefined ? undefined : this.#find(elsewhere.id, id, document, context);
  }

  #find(name: string, id: Text, document: Document, context: Context): FoundWorkflow | undefined {
    const known = found(name, document);
    if (known !== undefined) return known;
    const close = nearest(
      name,
      document.workflows.map((each) => each.id.value),
    );
    return context.report(
      diagnostic(
        'reference-unknown',
        placeOf(id.node),
        `there is no workflow \`${name}\` in ${document.file.name}`,
        didYouMean(close),
      ),
    );
  }

  #other(source: string, id: Text, from: Document, context: Context): Document | undefined {
    const description = from.sources.find(({ name }) => name.value === source);
    if (description === undefined || description.type !== 'arazzo') {
      const names = from.sources.filter(({ type }) => type === 'arazzo').map(({ name }) => name.value);
      const close = nearest(source, names);
      return context.report(
        diagnostic(
          'reference-unknown',
          placeOf(id.node),
          `there is no source description \`${source}\` of type \`arazzo\``,
          didYouMean(close),
        ),
      );
    }
    const file = this.read(description, from, context);
    if (file !== 'unreadable') return file;
    return context.report(
      diagnostic(
        'document-unreadable',
        placeOf(description.url.node),
        `\`${description.url.value}\` can't be read`,
        urlOfPath(description.url.value) ??
          'Put the document beside this one, at that path: only local files are read.',
      ),
    );
  }

  /** The document that a source description names, by its place or by its `$self`; undefined where it is none (reported). */
  read(source: SourceDescription, from: Document, context: Context): Document | undefined | 'unreadable' {
    const found = this.#at(source, from, context);
    if (found !== 'unreadable') return found;
    const wanted = identified(from, source.url.value);
    for (const other of from.sources) {
      const known = other === source || other.type !== 'arazzo' ? undefined : this.#at(other, from, context);
      if (wanted !== undefined && isDocument(known) && identityOf(known) === wanted) return known;
    }
    return 'unreadable';
  }

  #at({ url }: SourceDescription, from: Document, context: Context): Document | undefined | 'unreadable' {
    const file = readBeside(from, url.value, undefined, context.options);
    if (file === undefined) return 'unreadable';
    if (this.#read.has(file.name)) return this.#read.get(file.name);
    const reporter = { report: (found: Parameters<Context['report']>[0]) => context.report(found) };
    const root = parseSource(file, reporter);
    const document = root === undefined ? undefined : readDocument(root, reporter);
    this.#read.set(file.name, document);
    return document;
  }
}

/** How a path of Windows is written as a URL, which has no backslashes; undefined for what is none. */
function urlOfPath(path: string): string | undefined {
  if (!path.includes('\\')) return undefined;
  const slashes = path.replaceAll('\\', '/');
  return `Write it as a URL: \`${/^[a-z]:/i.test(slashes) ? 'file:///' : ''}${slashes}\`.`;
}

function isDocument(read: Document | undefined | 'unreadable'): read is Document {
  return read !== undefined && read !== 'unreadable';
}

function found(name: string, document: Document): FoundWorkflow | undefined {
  const workflow = document.workflows.find(({ id }) => id.value === name);
  return workflow === undefined ? undefined : { document, workflow };
}
