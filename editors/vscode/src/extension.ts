import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';
import { findServer } from './findServer.ts';
import { isDocument, PicturePanel } from './picturePanel.ts';

let client: LanguageClient | undefined;

/** Starts the language server, and offers the picture. Called by VS Code when a YAML or JSON document is opened. */
export async function activate({ subscriptions }: Pick<vscode.ExtensionContext, 'subscriptions'>): Promise<void> {
  const program = vscode.workspace.getConfiguration('arazzo').get<string>('program', '');
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  const started = new LanguageClient(
    'arazzo',
    'Arazzo',
    findServer(program, vscode.workspace.isTrusted ? folders : []),
    {
      documentSelector: ['yaml', 'json'].map((language) => ({ language })),
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher('**/*.{yml,yaml,json}') },
    },
  );
  client = started;
  const picture = new PicturePanel((params) => started.sendRequest('arazzo/picture', params));
  const tell = (editor: vscode.TextEditor | undefined): void => {
    void vscode.commands.executeCommand('setContext', 'arazzo.isDocument', editor !== undefined && isDocument(editor));
  };
  subscriptions.push(
    picture,
    vscode.commands.registerCommand('arazzo.showPicture', () => picture.show()),
    vscode.window.onDidChangeActiveTextEditor(tell),
  );
  tell(vscode.window.activeTextEditor);
  try {
    await started.start();
  } catch (error) {
    client = undefined;
    const why = error instanceof Error ? error.message : String(error);
    await vscode.window.showErrorMessage(
      `arazzo-sfn can't be started: ${why}. Install it in the workspace (npm install --save-dev arazzo-step-functions), or name it in the setting arazzo.program.`,
    );
  }
}

/** Ends the language server. */
export async function deactivate(): Promise<void> {
  await client?.stop();
  client = undefined;
}
