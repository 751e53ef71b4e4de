import type { Declaration } from '../cli/command.ts';
import { checkCommand } from './check.ts';
import { compileCommand } from './compile.ts';
import { completionCommand, completionServerCommand } from './completion.ts';
import { describeCommand } from './describe.ts';
import { diffCommand } from './diff.ts';
import { explainCommand } from './explain.ts';
import { graphCommand } from './graph.ts';
import { initCommand } from './init.ts';
import { inputCommand } from './input.ts';
import { lspCommand } from './lsp.ts';
import { redriveCommand } from './redrive.ts';
import { runCommand } from './run.ts';
import { serveCommand } from './serve.ts';
import { startCommand } from './start.ts';
import { testCommand } from './test.ts';
import { validateCommand } from './validate.ts';

/** The commands, in the order in which the help tells of them. */
export const declarations: readonly Declaration[] = [
  initCommand,
  describeCommand,
  compileCommand,
  checkCommand,
  explainCommand,
  diffCommand,
  graphCommand,
  inputCommand,
  runCommand,
  serveCommand,
  testCommand,
  validateCommand,
  startCommand,
  redriveCommand,
  lspCommand,
  completionCommand,
  completionServerCommand,
];
