/** The columns that a line takes at most. */
const widest = 100;

/** Rows in columns as wide as what stands in them, indented by two; the last column is wrapped. Empty without rows. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (most, row) => row.map((cell, at) => Math.max(most[at] ?? 0, at === row.length - 1 ? 0 : cell.length)),
    [],
  );
  const indent = widths.slice(0, -1).reduce((sum, width) => sum + width + 2, 2);
  const room = Math.max(widest - indent, 30);
  return rows
    .map((row) => {
      const front = row.slice(0, -1).map((cell, at) => cell.padEnd(widths[at] ?? 0));
      const lines = wrap(row.at(-1) ?? '', room).join(`\n${' '.repeat(indent)}`);
      return `  ${[...front, lines].join('  ').trimEnd()}\n`;
    })
    .join('');
}

function wrap(text: string, room: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= room) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
