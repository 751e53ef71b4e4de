import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createProgram } from '../../bin/cli/program.ts';
import { completions } from '../../bin/completion/completions.ts';
import { builtProgram } from '../support/builtPackage.ts';
import { folderWith, recordingIo } from './support.ts';

const program = createProgram({ io: recordingIo().io, exit: () => {} });
const file = builtProgram();

/** What is offered behind this text. */
function offered(line: string, shell = 'bash'): readonly string[] {
  const answer = completions(program, { SHELL: shell, COMP_LINE: line, COMP_POINT: String(line.length) });
  return answer.split('\n').filter((each) => each !== '');
}

describe('what is offered', () => {
  test('commands', () => {
    expect(offered('arazzo-sfn c')).toEqual(['compile', 'check', 'completion']);
    expect(offered('arazzo-sfn ')).toContain('redrive');
    expect(offered('arazzo-sfn help gr')).toEqual(['graph']);
    expect(offered('arazzo-sfn ')).not.toContain('completion-server');
    expect(offered('arazzo-sfn --')).toEqual(['--version', '--help']);
  });

  test('options of a command', () => {
    expect(offered('arazzo-sfn check --f')).toEqual(['--format']);
    expect(offered('arazzo-sfn compile a.yml --')).toContain('--workflow');
    for (const command of program.commands.filter((each) => each.name() !== 'completion-server')) {
      const names = command.options.map(({ long }) => long);
      expect(offered(`arazzo-sfn ${command.name()} --`)).toEqual([...names, '--help']);
    }
  });

  test('the words that an option takes, however it is written', () => {
    const formats = ['text', 'json', 'jsonl', 'sarif', 'github'];
    expect(offered('arazzo-sfn check --format ')).toEqual(formats);
    expect(offered('arazzo-sfn check -f s')).toEqual(['sarif']);
    expect(offered('arazzo-sfn check --format=')).toEqual(formats);
    expect(offered('arazzo-sfn check --format=g')).toEqual(['github']);
    expect(offered('arazzo-sfn check --format=g', 'fish')).toEqual(['--format=github\t']);
  });

  test('the words that a command takes', () => {
    expect(offered('arazzo-sfn completion ')).toEqual(['bash', 'zsh', 'fish', 'powershell']);
  });

  test('files where one is meant, in the manner of the shell, and nothing where a name is', () => {
    for (const line of ['arazzo-sfn check a', 'arazzo-sfn compile --out ', 'arazzo-sfn serve -m hire=']) {
      expect(offered(line)).toEqual([]);
      expect(offered(line, 'pwsh')).toEqual([]);
      expect(offered(line, 'zsh')).toEqual(['__tabtab_complete_files__']);
      expect(offered(line, 'fish')).toEqual(['__tabtab_complete_files__']);
    }
    expect(offered('arazzo-sfn compile --workflow ', 'zsh')).toEqual([]);
  });

  test('with descriptions where a shell shows them', () => {
    expect(offered('arazzo-sfn redr', 'zsh')).toEqual([
      'redrive:Go on with an execution that failed or was stopped, where it stands.',
    ]);
    expect(offered('arazzo-sfn check --o', 'pwsh')[0]).toMatch(/^--options\tthe compiler's options/);
  });

  test('up to the cursor, whatever stands behind it', () => {
    const line = 'arazzo-sfn che a.yml';
    expect(completions(program, { SHELL: 'bash', COMP_LINE: line, COMP_POINT: '14' })).toBe('check\n');
  });
});

const there = (shell: string, ...args: string[]) => spawnSync(shell, [...args, 'exit 0']).status === 0;
const scriptFor = (shell: string) =>
  spawnSync(process.execPath, [file, 'completion', shell], { encoding: 'utf8' }).stdout;

/** A folder in which `arazzo-sfn` is the program, for PATH. */
function onPath(): string {
  const folder = join(dirname(file), 'path');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'arazzo-sfn'), `#!/bin/sh\nexec "${process.execPath}" "${file}" "$@"\n`);
  chmodSync(join(folder, 'arazzo-sfn'), 0o755);
  return `${folder}${delimiter}${process.env['PATH']}`;
}

describe.each(['bash', 'zsh', 'fish', 'powershell'])('the script for %s', (shell) => {
  test('asks the program, and has no placeholder left', () => {
    expect(scriptFor(shell)).toMatch(/(?:arazzo-sfn|\$Program) completion-server/);
    expect(scriptFor(shell)).toContain('arazzo-sfn');
    expect(scriptFor(shell)).not.toMatch(/\{(?:pkgname|completer)\}/);
  });
});

describe.each(['bash', 'zsh', 'fish'])('the script for %s', (shell) => {
  (there(shell, '-c') ? test : test.skip)(`is read without an error (needs ${shell})`, () => {
    const { status, stderr } = spawnSync(shell, ['-n'], { input: scriptFor(shell), encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('the script for powershell', () => {
  (there('pwsh', '-NoProfile', '-Command') ? test : test.skip)('is parsed without an error (needs pwsh)', () => {
    const script = join(folderWith({ 'completion.ps1': scriptFor('powershell') }), 'completion.ps1');
    const parse = `$e = $null; [void][Management.Automation.Language.Parser]::ParseFile('${script}', [ref]$null, [ref]$e); $e.Count`;
    expect(spawnSync('pwsh', ['-NoProfile', '-Command', parse], { encoding: 'utf8' }).stdout.trim()).toBe('0');
  });

  test('registers a completer, and its braces and parentheses are paired', () => {
    const script = scriptFor('powershell');
    expect(script).toMatch(/^Register-ArgumentCompleter -CommandName 'arazzo-sfn' -ScriptBlock \{$/m);
    const bare = script.replaceAll(/`.|#.*$|'(?:[^']|'')*'|"(?:[^"`]|`.)*"/gm, '');
    for (const [open, close] of ['{}', '()', '[]']) {
      expect(bare.split(open ?? '').length).toBe(bare.split(close ?? '').length);
    }
  });
});

/** What bash offers for the last of these words. */
function offeredByBash(...words: readonly string[]): readonly string[] {
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-s', '--', 'arazzo-sfn', ...words], {
    input: `${scriptFor('bash')}
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
COMP_LINE="$*"
COMP_POINT=\${#COMP_LINE}
_arazzo-sfn_completion
printf '%s\\n' "\${COMPREPLY[@]}"
`,
    encoding: 'utf8',
    env: { ...process.env, PATH: onPath() },
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

(there('bash', '-c') ? test : test.skip)('bash offers what the program answers (needs bash)', () => {
  expect(offeredByBash('gr')).toEqual(['graph']);
  expect(offeredByBash('check', '--format', '')).toEqual(['text', 'json', 'jsonl', 'sarif', 'github']);
  expect(offeredByBash('check', 'a')).toEqual([]);
});
