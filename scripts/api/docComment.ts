/** A doc comment, taken apart. Texts are Markdown. */
export interface Doc {
  /** Its first sentence, in one line. */
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly { readonly name: string; readonly text: string }[];
  readonly returns?: string;
  readonly throws: readonly string[];
  readonly examples: readonly string[];
}

/** Reads a doc comment as it stands in the source, with its stars; an empty text for none. */
export function readDoc(comment: string): Doc {
  const text = comment
    .replace(/^\/\*\*\s?/, '')
    .replace(/\s*\*\/$/, '')
    .replaceAll(/^ *\* ?/gm, '')
    .trim();
  const parts = text.split(/^(?=@\w)/m).map((part) => part.trim());
  const [description = ''] = parts.filter((part) => !part.startsWith('@'));
  const tags = parts.filter((part) => part.startsWith('@'));
  const of = (tag: string) =>
    tags.filter((each) => each.startsWith(`@${tag}`)).map((each) => each.slice(tag.length + 1).trim());
  const [returns] = of('returns');
  return {
    summary: firstSentence(description),
    description,
    parameters: of('param').map((each) => {
      const [, name = '', what = ''] = /^(\S+)\s+([\s\S]*)$/.exec(each) ?? [];
      return { name, text: oneLine(what) };
    }),
    ...(returns === undefined ? {} : { returns: oneLine(returns) }),
    throws: of('throws').map(oneLine),
    examples: of('example'),
  };
}

function firstSentence(text: string): string {
  const [paragraph = ''] = text.split('\n\n');
  return oneLine(/^[\s\S]*?[.:](?=\s|$)/.exec(paragraph)?.[0] ?? paragraph).replace(/:$/, '.');
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}
