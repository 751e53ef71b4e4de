import type { CheckedFormat } from '../frames/index.ts';

const DAY = '(?:0[1-9]|[12][0-9]|3[01])';
const DATE =
  '(?:[0-9]{4}-(?:' +
  `(?:0[13578]|1[02])-${DAY}|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|` +
  '(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)';
const OFFSET = '[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]';
const FRACTION = '(?:[.][0-9]+)?';
const HOUR_MINUTE = '(?:[01][0-9]|2[0-3]):[0-5][0-9]';
/** A leap second is the last one of a day in UTC. */
const TIME =
  `(?:${HOUR_MINUTE}:[0-5][0-9]${FRACTION}(?:[Zz]|${OFFSET})|` +
  `23:59:60${FRACTION}(?:[Zz]|[+-]00:00)|${HOUR_MINUTE}:60${FRACTION}(?![+-]00:00)${OFFSET})`;
const ENCODED = '%[0-9A-Fa-f]{2}';
const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const PATH = `(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|${ENCODED})*`;
const AUTHORITY =
  `(?:(?:[A-Za-z0-9._~!$&'()*+,;=:-]|${ENCODED})*@)?` +
  `(?:\\[[0-9A-Fa-f:.]+\\]|(?:[A-Za-z0-9._~!$&'()*+,;=-]|${ENCODED})*)(?::[0-9]*)?`;
const TAIL = `(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|${ENCODED})*`;

/** What a text of each format looks like (JSON Schema 2020-12 Validation, section 7.3), as ECMA-262 patterns. */
export const FORMAT_PATTERNS: Readonly<Record<CheckedFormat, string>> = {
  // RFC 3339, section 5.6.
  date: `^${DATE}$`,
  'date-time': `^${DATE}[Tt]${TIME}$`,
  // RFC 5321, section 4.1.2; of addresses without a domain's name those of IPv4 and IPv6.
  email:
    `^(?:${ATOM}(?:[.]${ATOM})*|"(?:[ !#-\\[\\]-~]|\\\\[ -~])*")@` +
    `(?:${LABEL}(?:[.]${LABEL})*|\\[(?:[0-9]{1,3}(?:[.][0-9]{1,3}){3}|IPv6:[0-9A-Fa-f:.]+)\\])$`,
  // RFC 3986, section 3.
  uri: `^[A-Za-z][A-Za-z0-9+.-]*:(?://${AUTHORITY}(?:/${PATH})?|(?!//)${PATH})(?:[?]${TAIL})?(?:#${TAIL})?$`,
  // RFC 4122, section 3.
  uuid: '^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$',
};
