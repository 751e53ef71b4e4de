import { printable } from '../../compiler/diagnostics/index.ts';

/** Text as it may stand in XML, between tags and inside a quoted attribute; what XML can't hold is replaced by `·`. */
export function escapeXml(text: string): string {
  return printable(text)
    .replaceAll(/[\p{Cs}\ufffe\uffff]/gu, '·')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
