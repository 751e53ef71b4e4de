import {
  CodeActionKind,
  type Connection,
  type InitializeResult,
  type Position,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileBounds } from '../compiler/index.ts';
import { complete } from './completion/complete.ts';
import { lspDiagnostic } from './diagnostics.ts';
import { fixes } from './fixes/fixes.ts';
import { hover } from './hover.ts';
import { definitions, references, renamable, rename } from './names/navigate.ts';
import { folds, outline } from './outline.ts';
import { type PictureAnswer, type PictureParams, picture } from './picture.ts';
import { type Analysis, nameOf, Workspace } from './workspace.ts';

/** How long a text stays the same before it is looked at, in milliseconds: not at every key that is struck. */
const PAUSE = 150;

/** The part of the protocol that this server speaks: LSP 3.18. */
const capabilities: InitializeResult['capabilities'] = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  completionProvider: { triggerCharacters: ['$', '.', '/', '#', ' ', '"', "'"] },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  renameProvider: { prepareProvider: true },
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
};

/**
 * Answers an editor over a connection until it says goodbye. Only files are read that the open documents name.
 * @param version of the program
 * @param bounds of those files; by default those of the documents' projects
 */
export function serveEditor(connection: Connection, version: string, bounds: FileBounds = {}): void {
  const open = new TextDocuments(TextDocument);
  const workspace = new Workspace(open, bounds);
  const waiting = new Map<string, NodeJS.Timeout>();

  const publish = (document: TextDocument): void => {
    const found = workspace.analysis(document)?.found() ?? [];
    const own = found.filter(({ place }) => place.file.name === nameOf(document.uri));
    void connection.sendDiagnostics({
      uri: document.uri,
      version: document.version,
      diagnostics: own.map((each) => lspDiagnostic(each, workspace)),
    });
  };
  const publishSoon = (document: TextDocument): void => {
    clearTimeout(waiting.get(document.uri));
    waiting.set(
      document.uri,
      setTimeout(() => publish(document), PAUSE),
    );
  };
  /** What other open documents say may have changed with a file, or with something that isn't told. */
  const lookAgain = (file?: string): void => {
    for (const document of open.all()) {
      if (nameOf(document.uri) === file) continue;
      if (workspace.forget(document.uri, file)) publishSoon(document);
    }
  };

  connection.onInitialize(() => ({ capabilities, serverInfo: { name: 'arazzo-sfn', version } }));
  open.onDidChangeContent(({ document }) => {
    publishSoon(document);
    lookAgain(nameOf(document.uri));
  });
  open.onDidSave(() => lookAgain());
  open.onDidClose(({ document }) => {
    clearTimeout(waiting.get(document.uri));
    waiting.delete(document.uri);
    workspace.close(document.uri);
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
    lookAgain(nameOf(document.uri));
  });
  connection.onDidChangeWatchedFiles(() => lookAgain());

  connection.onCompletion(({ textDocument, position }) => {
    const document = open.get(textDocument.uri);
    return document === undefined ? [] : complete(document, document.offsetAt(position), workspace);
  });

  /** Answers what is asked about a document, or about a place in it; nothing of one that is no Arazzo document. */
  const about = <T>(
    { textDocument, position }: { readonly textDocument: { readonly uri: string }; readonly position?: Position },
    answer: (analysis: Analysis, offset: number, document: TextDocument) => T,
  ): T | null => {
    const document = open.get(textDocument.uri);
    const analysis = document === undefined ? undefined : workspace.analysis(document);
    if (document === undefined || analysis === undefined) return null;
    return answer(analysis, position === undefined ? 0 : document.offsetAt(position), document);
  };
  connection.onCodeAction(({ textDocument, range }) =>
    about({ textDocument, position: range.start }, (analysis, start, document) =>
      fixes(analysis, { start, end: document.offsetAt(range.end) }, document.uri),
    ),
  );
  connection.onHover((asked) => about(asked, (analysis, offset) => hover(analysis, offset) ?? null));
  connection.onDefinition((asked) => about(asked, definitions));
  connection.onReferences((asked) =>
    about(asked, (analysis, offset) => references(analysis, offset, asked.context.includeDeclaration)),
  );
  connection.onPrepareRename((asked) => about(asked, (analysis, offset) => renamable(analysis, offset) ?? null));
  connection.onRenameRequest((asked) =>
    about(asked, (analysis, offset) => rename(analysis, offset, asked.newName, asked.textDocument.uri) ?? null),
  );
  connection.onDocumentSymbol((asked) => about(asked, outline));
  connection.onFoldingRanges((asked) => about(asked, folds));
  connection.onRequest('arazzo/picture', async (asked: PictureParams): Promise<PictureAnswer> => {
    const answer = about(asked, (analysis, offset) =>
      picture(analysis, asked.position === undefined ? undefined : offset, asked.theme),
    );
    return (await answer) ?? { message: 'This is no Arazzo document.' };
  });

  open.listen(connection);
  connection.listen();
}
