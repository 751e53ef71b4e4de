import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import {
  type CodeAction,
  CodeActionRequest,
  type CompletionItem,
  CompletionRequest,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type Range,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { serveEditor } from '../../editor/index.ts';

/** An editor: a client of the protocol with a server that it has greeted. */
export class Editor {
  readonly connection: ProtocolConnection;
  readonly result: InitializeResult;
  readonly #published = new Map<string, Diagnostic[]>();
  readonly #waiting = new Map<string, (found: Diagnostic[]) => void>();
  readonly #open = new Map<string, TextDocument>();

  private constructor(connection: ProtocolConnection, result: InitializeResult) {
    this.connection = connection;
    this.result = result;
    connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      this.#published.set(uri, diagnostics);
      this.#waiting.get(uri)?.(diagnostics);
      this.#waiting.delete(uri);
    });
  }

  /** Greets the server at the other end of a connection. */
  static async on(connection: ProtocolConnection): Promise<Editor> {
    connection.listen();
    const result = await connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      capabilities: {},
    });
    const editor = new Editor(connection, result);
    await connection.sendNotification(InitializedNotification.type, {});
    return editor;
  }

  /** Opens a text, as if it were a file of this path. Waits for what is found in it. */
  async open(path: string, text: string): Promise<OpenText> {
    const uri = pathToFileURL(path).href;
    const document = TextDocument.create(uri, 'yaml', 1, text);
    this.#open.set(uri, document);
    const found = this.next(uri);
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'yaml', version: 1, text },
    });
    await found;
    return new OpenText(this, uri);
  }

  document(uri: string): TextDocument {
    const document = this.#open.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open`);
    return document;
  }

  /** Changes a text. Waits for what is found in it then. */
  async change(uri: string, range: Range, text: string): Promise<void> {
    const document = this.document(uri);
    const found = this.next(uri);
    const version = document.version + 1;
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ range, text }],
    });
    this.#open.set(uri, TextDocument.update(document, [{ range, text }], version));
    await found;
  }

  found(uri: string): Diagnostic[] {
    return this.#published.get(uri) ?? [];
  }

  /** What is published next for a document. */
  next(uri: string): Promise<Diagnostic[]> {
    return new Promise((resolve) => this.#waiting.set(uri, resolve));
  }

  async close(): Promise<void> {
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    this.connection.dispose();
  }
}

/** A text that is open in an editor. */
export class OpenText {
  readonly editor: Editor;
  readonly uri: string;

  constructor(editor: Editor, uri: string) {
    this.editor = editor;
    this.uri = uri;
  }

  get text(): string {
    return this.editor.document(this.uri).getText();
  }

  /** What was found in it. */
  get found(): Diagnostic[] {
    return this.editor.found(this.uri);
  }

  /** Where a part of the text stands, or, with `|` in it, where that would be in it. */
  at(part: string): Position {
    const offset = this.text.indexOf(part.replace('|', ''));
    if (offset < 0) throw new Error(`the text has no ${part}`);
    return this.editor.document(this.uri).positionAt(offset + Math.max(0, part.indexOf('|')));
  }

  /** Replaces a part of the text. */
  async replace(part: string, by: string): Promise<void> {
    const start = this.text.indexOf(part);
    if (start < 0) throw new Error(`the text has no ${part}`);
    const document = this.editor.document(this.uri);
    const range = { start: document.positionAt(start), end: document.positionAt(start + part.length) };
    await this.editor.change(this.uri, range, by);
  }

  completion(position: Position): Promise<CompletionItem[]> {
    return this.editor.connection
      .sendRequest(CompletionRequest.type, { textDocument: { uri: this.uri }, position })
      .then((answer) => (Array.isArray(answer) ? answer : (answer?.items ?? [])));
  }

  /** What is answered to a request about a place, or about the whole document. */
  ask<T>(method: string, position?: Position, more: object = {}): Promise<T> {
    const at = position === undefined ? {} : { position };
    return this.editor.connection.sendRequest(method, { textDocument: { uri: this.uri }, ...at, ...more });
  }

  /** The parts of the text that these ranges are. */
  parts(ranges: readonly { readonly range: Range }[]): string[] {
    return ranges.map(({ range }) => this.editor.document(this.uri).getText(range));
  }

  /** The quick fixes for a diagnostic. */
  async fixesFor({ range }: Diagnostic): Promise<CodeAction[]> {
    const answer = await this.editor.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: this.uri },
      range,
      context: { diagnostics: [] },
    });
    return (answer ?? []).filter((each): each is CodeAction => 'edit' in each);
  }

  /** The text with edits made in it. */
  with(edits: readonly TextEdit[]): string {
    return TextDocument.applyEdits(this.editor.document(this.uri), [...edits]);
  }
}

/** An editor with a server in this process. */
export function editor(): Promise<Editor> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  serveEditor(
    createConnection(ProposedFeatures.all, new StreamMessageReader(toServer), new StreamMessageWriter(toClient)),
    '1.0.0',
  );
  return Editor.on(createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer)));
}

/** A new folder with these files in it, by its real path. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'arazzo-editor-')));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
