/** Headers that an HTTP Task refuses to send, in lower case (AWS Step Functions, "Call HTTPS APIs"; `Range` it sends itself). */
const FORBIDDEN: ReadonlySet<string> = new Set(
  `a-im accept-charset accept-datetime accept-encoding authorization cache-control connection content-encoding content-md5
  date expect forwarded from host http2-settings if-match if-modified-since if-none-match if-range if-unmodified-since
  max-forwards origin pragma proxy-authorization range referer server te trailer transfer-encoding upgrade via warning`.split(
    /\s+/,
  ),
);

/** Whether an HTTP Task sends a header of this name without being told to. */
export function isSentByItself(name: string): boolean {
  return /^(?:content-length|host|range|user-agent)$/i.test(name);
}

/** Whether an HTTP Task refuses a header of this name. */
export function isForbiddenHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return FORBIDDEN.has(lower) || /^x-(?:forwarded|amz|amzn)-/.test(lower);
}
