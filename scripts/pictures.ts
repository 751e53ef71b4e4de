import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../compiler/node/index.ts';
import { drawMachine, layoutDrawing, toSvg } from '../view/index.ts';
import { compileShipped } from './compileShipped.ts';
import { editorPicture } from './editorPicture.ts';

/** The pictures of docs/ and examples/, and the workflows that they show. */
const SHOWN = [
  { file: 'docs/pictures/provision-user.svg', document: 'workflows/amazon-connect-provision-user.yml' },
  { file: 'docs/pictures/ensure-user.svg', document: 'workflows/amazon-connect-ensure-user.yml' },
  { file: 'docs/pictures/onboard-agent.svg', document: 'workflows/amazon-connect-onboard-agent.yml' },
  { file: 'docs/pictures/move-agent.svg', document: 'workflows/amazon-connect-move-agent.yml' },
  { file: 'docs/pictures/offboard-agent.svg', document: 'workflows/amazon-connect-offboard-agent.yml' },
  ...exampleFolders().map((folder) => ({
    file: `examples/${folder}/workflow.svg`,
    document: `examples/${folder}/workflow.yml`,
  })),
];

/** The folders of examples/ that hold a document. */
export function exampleFolders(): readonly string[] {
  const folders = readdirSync(join(packageRoot(), 'examples'), { withFileTypes: true });
  return folders.flatMap((each) => (each.isDirectory() && each.name !== 'ci' ? [each.name] : [])).sort();
}

/** Each picture as it must be; `npm run docs` writes them. The first workflow of a document is shown. */
export async function pictures(): Promise<readonly { readonly file: string; readonly svg: string }[]> {
  const workflows = await Promise.all(
    SHOWN.map(async ({ file, document }) => {
      const [machine] = compileShipped(document).machines;
      if (machine === undefined) throw new Error(`${document} gives no machine`);
      return { file, svg: toSvg(await layoutDrawing(drawMachine(machine))) };
    }),
  );
  return [...workflows, { file: 'docs/pictures/editor.svg', svg: await editorPicture() }];
}
