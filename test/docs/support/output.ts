/** What differs from run to run stands for itself: times, ids, dates, ports. */
export function masked(text: string): string {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    .replace(/\b\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)/g, 'DATE')
    .replace(/\b\d+(\.\d+)? (ms|s|min)\b/g, 'TIME')
    .replace(/127\.0\.0\.1:\d+/g, 'ADDRESS');
}

/**
 * Whether a transcript on a page is what was written: its lines, in order and without a gap, somewhere in the output; a line
 * `...` stands for any number of lines.
 */
export function isTranscriptOf(transcript: string, output: string): boolean {
  const parts = linesOf(transcript)
    .join('\n')
    .split(/^\.\.\.$/m)
    .map((part) => part.replace(/^\n|\n$/g, ''))
    .filter((part) => part !== '');
  let rest = `\n${linesOf(output).join('\n')}\n`;
  for (const part of parts) {
    const at = rest.indexOf(`\n${part}\n`);
    if (at === -1) return false;
    rest = rest.slice(at + part.length + 1);
  }
  return true;
}

function linesOf(text: string): readonly string[] {
  return masked(text)
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());
}
