/** What differs from run to run stands for itself: times, ids, dates, ports. */
export function masked(text: string): string {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    .replace(/\b\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)/g, 'DATE')
    .replace(/\b\d+(\.\d+)? (ms|s|min)\b/g, 'TIME')
    .replace(/127\.0\.0\.1:\d+/g, 'ADDRESS');
}

/**
 * Compares a transcript on a page with what was written: its lines have to stand in the output, in order and without a gap; a
 * line `...` stands for any number of lines.
 * @returns the first part of the transcript that isn't there; undefined where all are
 */
export function missingFrom(output: string, transcript: string): string | undefined {
  const parts = linesOf(transcript)
    .join('\n')
    .split(/^\.\.\.$/m)
    .map((part) => part.replace(/^\n|\n$/g, ''))
    .filter((part) => part !== '');
  let rest = `\n${linesOf(output).join('\n')}\n`;
  for (const part of parts) {
    const at = rest.indexOf(`\n${part}\n`);
    if (at === -1) return part;
    rest = rest.slice(at + part.length + 1);
  }
  return undefined;
}

function linesOf(text: string): readonly string[] {
  return masked(text)
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());
}
