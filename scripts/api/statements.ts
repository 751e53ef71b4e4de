/** A statement of a file of declarations, with the doc comment in front of it (empty where there is none). */
export interface Statement {
  readonly comment: string;
  readonly text: string;
}

/** What has a meaning of its own for where a statement ends: comments and texts are passed over whole. */
const token = /\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|[{}()[\];]/g;

/**
 * Takes a file of declarations apart into its statements. An interface or a class ends with its last brace, everything else
 * with a semicolon outside of brackets.
 */
export function statementsOf(text: string): readonly Statement[] {
  const statements: Statement[] = [];
  let comment = '';
  let start = 0;
  let depth = 0;
  for (const { 0: found, index } of text.matchAll(token)) {
    const isBetween = text.slice(start, index).trim() === '';
    if (found.startsWith('/')) {
      if (isBetween) {
        comment = found.startsWith('/**') ? found : '';
        start = index + found.length;
      }
      continue;
    }
    if ('{(['.includes(found)) depth += 1;
    if ('})]'.includes(found)) depth -= 1;
    const end = index + found.length;
    const statement = text.slice(start, end).trim();
    const hasBody = /^(?:export )?(?:declare )?(?:abstract )?(?:interface|class) /.test(statement);
    if (depth > 0 || found !== (hasBody ? '}' : ';')) continue;
    statements.push({ comment, text: statement });
    comment = '';
    start = end;
  }
  return statements;
}
