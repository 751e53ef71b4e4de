/** The links of a page to other files of the project, and to places on the page itself. */
export function linksOf(text: string): readonly string[] {
  const shown = text.replaceAll(/^( *)```[\s\S]*?^\1```$/gm, '').replaceAll(/`[^`\n]*`/g, '');
  const links = [...shown.matchAll(/\]\(([^)\s]+)\)|\b(?:src|href)="([^"]+)"/g)].map(
    ([, link, source]) => link ?? source ?? '',
  );
  return links.filter((link) => !/^[a-z]+:/.test(link));
}

/** The names that headings have as targets of links, as GitHub makes them, and anchors that are written out. */
export function anchorsOf(text: string): ReadonlySet<string> {
  const shown = text.replaceAll(/^( *)```[\s\S]*?^\1```$/gm, '');
  const seen = new Map<string, number>();
  const headings = [...shown.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const slug = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-');
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${before}`;
  });
  return new Set([...headings, ...[...shown.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id = '']) => id)]);
}
