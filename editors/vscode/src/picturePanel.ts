import * as vscode from 'vscode';

/** What the server answers to `arazzo/picture`. */
interface PictureAnswer {
  readonly workflow?: string;
  readonly svg?: string;
  readonly message?: string;
}

/** Asks the server for the picture of the workflow at a position of a document. */
export type AskPicture = (params: object) => Promise<PictureAnswer>;

/** How long a text stays the same before it is drawn again, in milliseconds. */
const PAUSE = 250;

/** The picture of a workflow beside the text, drawn again as the text changes and as the cursor enters another workflow. */
export class PicturePanel implements vscode.Disposable {
  readonly #ask: AskPicture;
  readonly #listeners: readonly vscode.Disposable[];
  #panel: vscode.WebviewPanel | undefined;
  #editor: vscode.TextEditor | undefined;
  #waiting: NodeJS.Timeout | undefined;
  /** The last picture: it stays while there are errors in the document. */
  #svg = '';

  constructor(ask: AskPicture) {
    this.#ask = ask;
    const ifShown = (editor: vscode.TextEditor | undefined): void => {
      if (this.#panel === undefined || editor === undefined || !isDocument(editor)) return;
      if (editor.document !== this.#editor?.document) this.#svg = '';
      this.#editor = editor;
      this.#drawSoon();
    };
    this.#listeners = [
      vscode.window.onDidChangeActiveTextEditor(ifShown),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => ifShown(textEditor)),
      vscode.window.onDidChangeActiveColorTheme(() => ifShown(this.#editor)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.#editor?.document) this.#drawSoon();
      }),
    ];
  }

  /** Shows the picture of the workflow in which the cursor is. */
  async show(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || !isDocument(editor)) {
      await vscode.window.showInformationMessage('Open an Arazzo document to see its picture.');
      return;
    }
    this.#editor = editor;
    this.#svg = '';
    if (this.#panel === undefined) {
      this.#panel = vscode.window.createWebviewPanel(
        'arazzo.picture',
        'Workflow',
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
        { enableScripts: false, localResourceRoots: [] },
      );
      this.#panel.onDidDispose(() => {
        this.#panel = undefined;
      });
    }
    await this.#draw();
  }

  dispose(): void {
    clearTimeout(this.#waiting);
    this.#panel?.dispose();
    for (const listener of this.#listeners) listener.dispose();
  }

  #drawSoon(): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.#draw(), PAUSE);
  }

  async #draw(): Promise<void> {
    const editor = this.#editor;
    if (editor === undefined || this.#panel === undefined) return;
    const { active } = editor.selection;
    const answer = await this.#ask({
      textDocument: { uri: editor.document.uri.toString() },
      position: { line: active.line, character: active.character },
      theme: isDark(vscode.window.activeColorTheme.kind) ? 'dark' : 'light',
    });
    // It may have been closed, or another document be shown, while the picture was drawn.
    if (this.#panel === undefined || this.#editor !== editor) return;
    if (answer.svg !== undefined) this.#svg = answer.svg;
    this.#panel.title = answer.workflow ?? 'Workflow';
    this.#panel.webview.html = pageOf(this.#svg, answer.message);
  }
}

/** Whether an editor shows what may be an Arazzo document; the server knows for sure. */
export function isDocument({ document }: vscode.TextEditor): boolean {
  return /^(?:\{?\s*)["']?arazzo["']?\s*:/m.test(document.getText());
}

function isDark(kind: vscode.ColorThemeKind): boolean {
  return kind === vscode.ColorThemeKind.Dark || kind === vscode.ColorThemeKind.HighContrast;
}

/** A page without scripts; the picture is no wider than the panel, and what it was stays, paler, while there are errors. */
function pageOf(svg: string, message: string | undefined): string {
  const note = message === undefined ? '' : `<p role="status">${escaped(message)}</p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Workflow</title>
<style>
body { margin: 0; padding: 16px; text-align: center; }
p { color: var(--vscode-foreground); font-family: var(--vscode-font-family); }
svg { max-width: 100%; height: auto; }
.old svg { opacity: 0.4; }
</style>
</head>
<body>${note}<main${message === undefined ? '' : ' class="old"'}>${svg}</main></body>
</html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
