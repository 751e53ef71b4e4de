export { compile, examine } from './compile.ts';
export {
  documentReader,
  type FileBounds,
  findProjectFile,
  type ReadReferenced,
  readDocument,
  readProjectFile,
} from './documentFiles.ts';
export { packageRoot } from './packageRoot.ts';
export { FileError, readBytes } from './readBytes.ts';
export { shippedModels } from './shippedModels.ts';
