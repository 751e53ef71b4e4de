import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { parseArguments } from '../../bin/cli/parseArguments.ts';
import { command as completion } from '../../bin/commands/completion.ts';
import { commands } from '../../bin/commands/index.ts';

async function scriptFor(shell: string): Promise<string> {
  let text = '';
  const output = { colours: false, terminal: false, write: (each: string) => (text += each) };
  expect(await completion.run(parseArguments(completion, [shell]), { stdout: output, stderr: output })).toBe(0);
  return text;
}

const there = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0;

describe.each(['bash', 'zsh', 'fish'])('the script for %s', (shell) => {
  test('has every command and every option', async () => {
    const script = await scriptFor(shell);
    for (const [name, { load }] of Object.entries(commands)) {
      expect(script).toMatch(new RegExp(`\\b${name}\\b`));
      for (const option of Object.keys((await load()).options)) {
        expect(script).toContain(shell === 'fish' ? `-l ${option}` : `--${option}`);
      }
    }
  });

  (there(shell) ? test : test.skip)(`is read without an error (needs ${shell})`, async () => {
    const { status, stderr } = spawnSync(shell, ['-n'], { input: await scriptFor(shell), encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

/** What bash offers for the last of these words. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-s', '--', 'arazzo-sfn', ...words], {
    input: `${await scriptFor('bash')}
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_arazzo_sfn
printf '%s\\n' "\${COMPREPLY[@]}"
`,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

(there('bash') ? describe : describe.skip)('bash offers (needs bash)', () => {
  test('commands', async () => {
    expect(await offered('c')).toEqual(['compile', 'check', 'completion']);
    expect(await offered('')).toEqual([...Object.keys(commands), '--help', '--version']);
  });

  test('options of a command', async () => {
    expect(await offered('check', '--f')).toEqual(['--format']);
    expect(await offered('compile', 'a.yml', '--')).toContain('--workflow');
  });

  test('the words that an option takes, however it is written', async () => {
    const formats = ['text', 'json', 'sarif', 'github'];
    expect(await offered('check', '--format', '')).toEqual(formats);
    expect(await offered('check', '-f', 's')).toEqual(['sarif']);
    expect(await offered('check', '--format', '=')).toEqual(formats);
    expect(await offered('check', '--format', '=', 'g')).toEqual(['github']);
  });

  test('the words that a command takes', async () => {
    expect(await offered('completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  test('nothing where a file is meant, so that it offers files itself', async () => {
    expect(await offered('check', 'a')).toEqual([]);
    expect(await offered('compile', '--out', '')).toEqual([]);
  });
});
