/**
 * An element with attributes and children. Texts become text nodes, so that nothing in them is ever markup. An attribute
 * that is `true` is there without a value; one that is false or undefined is not there; `on...` are listeners.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number | boolean | undefined | ((event: Event) => void)>} [attributes]
 * @param {...(Node | string | undefined)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(attribute.slice(2), value);
    else if (value !== undefined && value !== false)
      element.setAttribute(attribute, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/**
 * An element of a drawing.
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 */
export function svgElement(name, attributes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  return element;
}

/**
 * An element of the page's own markup.
 * @param {string} id
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`There is no #${id}`);
  return element;
}

/**
 * Says something to those who don't see what changed.
 * @param {string} text
 */
export function announce(text) {
  byId('status').textContent = text;
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let hiding;

/**
 * Shows what went wrong, for a while; with an empty text no longer.
 * @param {string} text
 * @param {boolean} [stays]
 */
export function alertUser(text, stays = false) {
  const box = byId('alert');
  clearTimeout(hiding);
  box.textContent = text;
  box.hidden = text === '';
  if (text !== '' && !stays) hiding = setTimeout(() => alertUser(''), 8000);
}

/** Whether the reader has asked for less motion. */
export function prefersStillness() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
