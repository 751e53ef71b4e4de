/** A part of a list, and the token of the next part where there is one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

/**
 * The part of a list that starts where the token says. Tokens are good for the list that they were made for, which
 * `list` names.
 * @throws RangeError for a token of another list, or none at all
 */
export function pageOf<Item>(
  items: readonly Item[],
  size: number,
  token: string | undefined,
  list: string,
): Page<Item> {
  const start = token === undefined ? 0 : startOf(token, list);
  const end = start + size;
  return {
    items: items.slice(start, end),
    nextToken: end < items.length ? Buffer.from(JSON.stringify([list, end])).toString('base64url') : undefined,
  };
}

function startOf(token: string, list: string): number {
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    content = undefined;
  }
  if (Array.isArray(content) && content[0] === list && Number.isInteger(content[1])) return content[1];
  throw new RangeError('Invalid Token');
}
