import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { createProgram } from '../bin/cli/program.ts';

/** The text of docs/reference/cli.md: every command as it tells of itself. */
export function cliPage(): string {
  let written = '';
  const output = { colours: false, terminal: false, write: (text: string | Uint8Array) => (written += text) };
  const program = createProgram({ io: { stdout: output, stderr: output }, exit: () => {} });
  const helpOf = (command: CommandUnknownOpts): string => {
    written = '';
    command.outputHelp();
    return `\`\`\`text\n${written.trim()}\n\`\`\`\n`;
  };
  const commands = program.createHelp().visibleCommands(program);
  const own = commands.filter((command) => command.name() !== 'help');
  return `# The command line

What \`arazzo-sfn --help\` and \`arazzo-sfn COMMAND --help\` show, on one page. The page is generated from the commands (\`npm run docs\`).

${helpOf(program)}
**Documents** are Arazzo in YAML or JSON. What is found in them goes to stderr, results go to stdout. Files are written whole or not at all.

| exit code | |
| --- | --- |
| 0 | success |
| 1 | a document or an input is at fault, or an execution failed |
| 2 | wrong usage |
| 69 | AWS can't be asked: no network, no credentials, no permission |
| 70 | a crash: please report it |
| 74 | the output can't be written |

| environment variable | |
| --- | --- |
| \`NO_COLOR\` | no colours, also on a terminal |
| \`ARAZZO_SFN_DEBUG=1\` | a crash shows where it happened |
| \`XDG_CACHE_HOME\` | where what V8 has compiled of the program is kept, so that it starts faster the next time; otherwise the cache folder of your home. It can be deleted at any time |
| \`AWS_REGION\`, \`AWS_PROFILE\` and the others of AWS SDKs | region and credentials of the commands that speak to AWS |

${own.map((command) => `## ${command.name()}\n\n${helpOf(command)}`).join('\n')}`;
}
