/** A token of a JSON Pointer without its escapes (RFC 6901, section 4: first `~1`, then `~0`). */
export function pointerToken(written: string): string {
  return written.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** A text as a token of a JSON Pointer, with its escapes (RFC 6901, section 3). */
export function writtenToken(text: string): string {
  return text.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The position in a list that an unescaped token is (RFC 6901, section 4); undefined where it can only be a name. */
export function positionIn(token: string): number | undefined {
  return /^(?:0|[1-9][0-9]{0,8})$/.test(token) ? Number(token) : undefined;
}

/** The same in a URI fragment (section 6), which may be percent-encoded; where that is broken it counts as it stands. */
export function fragmentToken(written: string): string {
  try {
    return pointerToken(decodeURIComponent(written));
  } catch {
    return pointerToken(written);
  }
}
