import type { Command, Option } from '../bin/cli/command.ts';
import { optionsOf } from '../bin/cli/parseArguments.ts';
import { commands } from '../bin/commands/index.ts';

/** The text of docs/reference/cli.md: every command as it tells of itself. */
export async function cliPage(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map(({ load }) => load()));
  return `# The command line

What \`arazzo-sfn --help\` and \`arazzo-sfn COMMAND --help\` show, on one page. The page is generated from the commands (\`npm run docs\`).

| command | |
| --- | --- |
${all.map(({ name, summary }) => `| [\`${name}\`](#${name}) | ${cell(summary)} |`).join('\n')}

\`arazzo-sfn --version\` shows the version, \`--help\` the commands.

**Documents** are Arazzo in YAML or JSON. What is found in them goes to stderr, results go to stdout. Files are written whole or not at all.

| exit code | |
| --- | --- |
| 0 | success |
| 1 | a document or an input is at fault, or an execution failed |
| 2 | wrong usage |
| 70 | a crash: please report it |

| environment variable | |
| --- | --- |
| \`NO_COLOR\` | no colours, also on a terminal |
| \`ARAZZO_SFN_DEBUG=1\` | a crash shows where it happened |
| \`AWS_REGION\`, \`AWS_PROFILE\` and the others of AWS SDKs | region and credentials of the commands that speak to AWS |

${all.map(section).join('\n')}`;
}

function section(command: Command): string {
  const { name, operands, summary, notes } = command;
  const usage = ['arazzo-sfn', name, operands, '[options]'].filter((part) => part !== '').join(' ');
  const options = Object.entries(optionsOf(command)).map(([option, value]) => row(option, value));
  return `## ${name}

\`${usage}\`

${summary}

| option | |
| --- | --- |
${options.join('\n')}

${paragraphs(notes)}
`;
}

function row(name: string, { value, short, many, text }: Option): string {
  const names = [...(short === undefined ? [] : [`-${short}`]), `--${name}`].join(', ');
  const shown = `\`${names}${value === undefined ? '' : ` ${value}`}\``;
  return `| ${cell(shown)} | ${cell(text)}${many === true ? '; may be given more than once' : ''} |`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** The notes of a command; indented lines of them are examples. */
function paragraphs(notes: string): string {
  return notes
    .trim()
    .replaceAll(
      /(?:^ {2}.*\n?)+/gm,
      (lines) => `\n\`\`\`text\n${lines.replaceAll(/^ {2}/gm, '').trimEnd()}\n\`\`\`\n\n`,
    )
    .trimEnd();
}
