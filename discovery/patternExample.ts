/**
 * A text that a regular expression (ECMA-262, as JSON Schema has it) finds itself in, of a length between bounds. Undefined
 * where none is found: look-around, back-references and `\b` are not solved, only tried.
 */
export function patternExample(
  pattern: string,
  minLength = 0,
  maxLength = Number.POSITIVE_INFINITY,
): string | undefined {
  const matcher = compiled(pattern);
  if (matcher === undefined) return undefined;
  for (const repetitions of [1, 0, 2, 3, 4, 6, 8, 12, 16, 24, 32, 36, 64, 128, 256]) {
    const text = new Examples(pattern, repetitions).alternatives();
    if (text.length >= minLength && text.length <= maxLength && matcher.test(text)) return text;
  }
  return undefined;
}

function compiled(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // Many patterns of people are none with the flag u.
    }
  }
  return undefined;
}

/** Characters that are tried for a class, in this order. */
const usual = [...'a1A-_ .@/:+,=#', ...'bcdefghijklmnopqrstuvwxyz023456789BCDEFGHIJKLMNOPQRSTUVWXYZ'];

/**
 * Walks a pattern, and takes of each choice the first one. A class only because every step moves on in the pattern.
 *
 *     alternatives = sequence *( "|" sequence )
 *     sequence     = *( atom [ quantifier ] )
 *     atom         = "(" alternatives ")" / "[" class "]" / "\" escape / "." / "^" / "$" / character
 */
class Examples {
  readonly #pattern: string;
  readonly #repetitions: number;
  #at = 0;

  /** @param repetitions how often something is written that may be repeated, where that is allowed */
  constructor(pattern: string, repetitions: number) {
    this.#pattern = pattern;
    this.#repetitions = repetitions;
  }

  alternatives(): string {
    const first = this.#sequence();
    while (this.#take('|')) this.#sequence();
    return first;
  }

  #sequence(): string {
    let text = '';
    while (this.#at < this.#pattern.length && !'|)'.includes(this.#pattern.charAt(this.#at))) {
      const atom = this.#atom();
      text += atom.repeat(this.#count());
    }
    return text;
  }

  #atom(): string {
    if (this.#take('(')) {
      const looksAround = this.#takeMatch(/\?(?:<?[=!])/y) !== undefined;
      this.#takeMatch(/\?(?::|<[^>]*>)/y);
      const inner = this.alternatives();
      this.#take(')');
      return looksAround ? '' : inner;
    }
    const character =
      this.#takeMatch(/\[\^?(?:\\.|[^\]\\])*\]/y) ??
      this.#takeMatch(/\\(?:[pP]\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)/y);
    if (character !== undefined) return /^\\[bB]$/.test(character) ? '' : memberOf(character);
    const next = this.#pattern.charAt(this.#at);
    this.#at += 1;
    if (next === '^' || next === '$') return '';
    return next === '.' ? 'a' : next;
  }

  #count(): number {
    const quantifier = this.#takeMatch(/(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})\??/y);
    if (quantifier === undefined) return 1;
    const [, least = '0', range, most] = /^\{([0-9]+)(,)?([0-9]*)\}/.exec(quantifier) ?? [];
    const sign = quantifier.charAt(0);
    const minimum = sign === '+' ? 1 : Number(least);
    const maximum = sign === '?' ? 1 : sign === '{' && range === undefined ? minimum : most ? Number(most) : 1000;
    return Math.min(Math.max(minimum, this.#repetitions), maximum, 1000);
  }

  #take(character: string): boolean {
    if (this.#pattern.charAt(this.#at) !== character) return false;
    this.#at += 1;
    return true;
  }

  #takeMatch(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.#at;
    const found = sticky.exec(this.#pattern)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }
}

/** A character that a class or an escape stands for; empty where none is found. */
function memberOf(text: string): string {
  const matcher = compiled(`^${text}$`);
  if (matcher === undefined) return '';
  const found = usual.find((character) => matcher.test(character));
  if (found !== undefined) return found;
  for (let code = 0; code < 0x3000; code += 1) {
    const character = String.fromCharCode(code);
    if (matcher.test(character)) return character;
  }
  return '';
}
