import { el } from './dom.js';

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

/**
 * A value as JSON, its parts told apart by colour.
 * @param {unknown} value
 * @param {string} label what it is, for those who don't see where it stands
 */
export function jsonBlock(value, label) {
  const text = JSON.stringify(value, undefined, 2);
  const block = el('pre', { class: 'json', tabindex: 0, role: 'group', 'aria-label': label });
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, quoted, colon] = match;
    block.append(text.slice(at, match.index));
    const kind = quoted === undefined ? 'literal' : colon === undefined ? 'string' : 'key';
    const shown = quoted ?? whole;
    block.append(el('span', { class: kind }, shown), whole.slice(shown.length));
    at = match.index + whole.length;
  }
  block.append(text.slice(at));
  return block;
}
