import bash from '@pnpm/tabtab/lib/templates/completion.bash';
import fish from '@pnpm/tabtab/lib/templates/completion.fish';
import powershell from '@pnpm/tabtab/lib/templates/completion.ps1';
import zsh from '@pnpm/tabtab/lib/templates/completion.zsh';

const scripts = { bash, fish, powershell, zsh } as const;

/** The script by which a shell asks this program what it could complete. */
export function completionScript(shell: keyof typeof scripts): string {
  return scripts[shell].replaceAll(/\{(?:pkgname|completer)\}/g, 'arazzo-sfn');
}
