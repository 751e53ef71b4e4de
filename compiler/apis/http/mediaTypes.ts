/** Whether a media type is JSON, or built on it (RFC 6839, section 3.1). */
export function isJsonType(mediaType: string): boolean {
  return /^(?:[^;]*[/+]json)\b/i.test(mediaType.trim()) || mediaType.trim() === '*/*';
}
