export { type DocumentSettings, loadProject, type Project, settingsOf } from './loadProject.ts';
export { type FileOptions, optionsShape } from './optionsShape.ts';
export { type ProjectFile, projectFileShape, type ResourceScope } from './projectFile.ts';
export { type SeverityChoice, withSeverities } from './severities.ts';
