import { el } from './dom.js';
import { canShow, isObject, parse } from './values.js';

/**
 * @typedef {Record<string, any>} Schema JSON Schema, as far as a form shows it
 * @typedef {object} Field
 * @property {HTMLElement} element
 * @property {() => unknown} read gives its value, undefined where there is none; throws where the text is no such value
 * @property {() => void} forget empties it, if it holds a secret
 * @property {() => boolean} [isHeld] whether it holds a secret that the server knows
 * @property {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | undefined} control where a fault is shown
 * @typedef {object} Given what fields are filled with
 * @property {Record<string, unknown>} values by the names of fields
 * @property {string | undefined} held what is said of a secret that the server knows and this page doesn't; undefined: it knows none
 */

/** Deeper objects are written as JSON. */
const DEEPEST = 2;
/** What the server shows in the place of a secret. */
const MASK = '(secret)';
let ids = 0;

/**
 * @param {readonly (readonly [string, Field])[]} fields
 * @returns {Record<string, unknown>}
 */
export function readFields(fields) {
  const members = fields.map(([name, { control, read }]) => {
    try {
      return [name, read()];
    } catch (error) {
      if (error instanceof Refused) throw error;
      return refuse(control, /** @type {Error} */ (error).message);
    }
  });
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

/**
 * The members of an object for which there is no field: they are sent as they are.
 * @param {Record<string, unknown>} values
 * @param {readonly (readonly [string, Field])[]} fields
 */
export function othersIn(values, fields) {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !fields.some(([known]) => known === name)));
}

/** Something is wrong, and it has been shown where. */
export class Refused extends Error {}

/**
 * Shows at a control what is wrong, and throws `Refused`.
 * @param {Field['control']} control
 * @param {string} message
 * @returns {never}
 */
export function refuse(control, message) {
  control?.setCustomValidity(message);
  control?.reportValidity();
  control?.addEventListener('input', () => control.setCustomValidity(''), { once: true });
  throw new Refused(message);
}

/**
 * The fields of an object's members.
 * @param {Schema} schema
 * @param {ReadonlySet<string>} secrets
 * @param {number} depth
 * @param {Given} given
 * @returns {readonly (readonly [string, Field])[]}
 */
export function objectField({ properties = {}, required = [] }, secrets, depth, { values, held }) {
  const names = [...new Set([...Object.keys(properties), ...required])];
  return names.map((name) => {
    const schema = isObject(properties[name]) ? properties[name] : {};
    const isRequired = required.includes(name);
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (secrets.has(name) || value === MASK) return [name, secretField(name, schema, isRequired, value, held)];
    return [name, fieldOf(name, value === undefined ? schema : { ...schema, default: value }, isRequired, depth, held)];
  });
}

/**
 * @param {string} name
 * @param {Schema} schema
 * @param {boolean} required
 * @param {number} depth
 * @param {string | undefined} held
 * @returns {Field}
 */
function fieldOf(name, schema, required, depth, held) {
  if (schema.default !== undefined && !canShow(schema, schema.default)) return jsonField(name, schema, required);
  if (schema.const !== undefined || Array.isArray(schema.enum)) return choiceField(name, schema, required);
  switch (schema.type) {
    case 'string':
      return textField(name, schema, required);
    case 'integer':
    case 'number':
      return numberField(name, schema, required);
    case 'boolean':
      return choiceField(name, { ...schema, enum: [true, false] }, required);
    case 'array':
      if (schema.items?.type === 'string') return linesField(name, schema, required);
      return jsonField(name, schema, required);
    case 'object':
      if (schema.properties !== undefined && depth < DEEPEST) return groupField(name, schema, required, depth, held);
      return jsonField(name, schema, required);
    default:
      return jsonField(name, schema, required);
  }
}

/**
 * @param {string} name
 * @param {Schema} schema
 * @param {boolean} required
 * @param {unknown} value
 * @param {string | undefined} held
 * @returns {Field}
 */
function secretField(name, schema, required, value, held) {
  const isHeld = value === MASK && held !== undefined;
  const isText = schema.type === undefined || schema.type === 'string';
  const input = el('input', {
    type: 'password',
    required: required && !isHeld,
    autocomplete: 'new-password',
    spellcheck: 'false',
  });
  if (value !== undefined && value !== MASK) input.value = isText ? String(value) : JSON.stringify(value);
  const hint = [isText ? 'Secret.' : 'Secret, as JSON.', isHeld ? held : ''].join(' ').trim();
  const read = () => (isText ? input.value : parse(input.value, schema));
  return {
    ...labelled(name, schema, required, input, hint),
    isHeld: () => isHeld && input.value === '',
    read: () => (input.value !== '' ? read() : isHeld ? MASK : undefined),
    forget() {
      input.value = '';
    },
  };
}

/**
 * @param {string} name
 * @param {Schema} schema
 * @param {boolean} required
 * @returns {Field}
 */
function textField(name, schema, required) {
  const type = schema.format === 'email' ? 'email' : schema.format === 'date' ? 'date' : 'text';
  const { minLength, maxLength, pattern } = schema;
  const input = el('input', {
    type,
    required,
    minlength: minLength,
    maxlength: maxLength,
    value: schema.default,
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
  });
  return {
    ...labelled(name, schema, required, input),
    read() {
      if (input.value === '') return undefined;
      if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(input.value)) {
        throw new Error(`It is to match ${pattern}`);
      }
      return input.value;
    },
    forget() {},
  };
}

/**
 * @param {string} name
 * @param {Schema} schema
 * @param {boolean} required
 * @returns {Field}
 */
function numberField(name, schema, required) {
  const { minimum, maximum, type } = schema;
  const step = schema.multipleOf ?? (type === 'integer' ? 1 : 'any');
  const input = el('input', { type: 'number', required, min: minimum, max: maximum, step, value: schema.default });
  return {
    ...labelled(name, schema, required, input),
    read: () => (input.value === '' ? undefined : input.valueAsNumber),
    forget() {},
  };
}

/**
 * @param {string} name
 * @param {Schema} schema
 * @param {boolean} required
 * @returns {Field}
 */
function choiceField(name, schema, required) {
  /** @type {unknown[]} */
  const values = schema.const !== undefined ? [schema.const] : schema.enum;
  const select = el('select', { required });
  const chosen = values.findIndex((value) => JSON.stringify(value) === JSON.stringify(schema.default));
  if (chosen < 0 || !required) select.append(el('option', { value: '' }, required ? 'choose…' : 'not given'));
  for (const [index, value] of values.entries()) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    select.append(el('option', { value: index, selected: index === chosen }, text));
  }
  return {
    ...labelled(name, schema, required, select),
    read: () => (select.value === '' ? undefined : values[Number(select.value)]),
    forget() {},
  };
}

/**
 * @param {string} name
 * @param {Schema} schema
 * @param {boolean} required
 * @returns {Field}
 */
function linesField(name, schema, required) {
  const area = el('textarea', { rows: 3, required, spellcheck: 'false' });
  if (Array.isArray(schema.default)) area.value = schema.default.join('\n');
  return {
    ...labelled(name, schema, required, area, 'One a line.'),
    read() {
      const lines = area.value.split('\n').filter((line) => line !== '');
      return lines.length === 0 ? undefined : lines;
    },
    forget() {},
  };
}

/**
 * @param {string} name
 * @param {Schema} schema
 * @param {boolean} required
 * @param {string} [initial]
 * @returns {Field}
 */
export function jsonField(name, schema, required, initial) {
  const area = el('textarea', { rows: 4, required, spellcheck: 'false', class: 'mono' });
  area.value = initial ?? (schema.default === undefined ? '' : JSON.stringify(schema.default, undefined, 2));
  return {
    ...labelled(name, schema, required, area, initial === undefined ? 'As JSON.' : ''),
    read: () => (area.value.trim() === '' ? undefined : parse(area.value, schema)),
    forget() {},
  };
}

/**
 * @param {string} name
 * @param {Schema} schema
 * @param {boolean} required
 * @param {number} depth
 * @param {string | undefined} held
 * @returns {Field}
 */
function groupField(name, schema, required, depth, held) {
  const values = isObject(schema.default) ? schema.default : {};
  const fields = objectField(required ? schema : { ...schema, required: [] }, new Set(), depth + 1, { values, held });
  const legend = el('legend', {}, name, ...(required ? [] : [el('span', { class: 'quiet' }, ' optional')]));
  return {
    element: el('fieldset', {}, legend, ...fields.map(([, field]) => field.element)),
    control: undefined,
    read() {
      const value = { ...othersIn(values, fields), ...readFields(fields) };
      return !required && Object.keys(value).length === 0 ? undefined : value;
    },
    forget() {},
  };
}

/**
 * A control with its label and what the schema says of it.
 * @template {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control
 * @param {string} name
 * @param {Schema} schema
 * @param {boolean} required
 * @param {Control} control
 * @param {string} [hint]
 */
function labelled(name, { title, description }, required, control, hint = '') {
  const id = `field-${++ids}`;
  control.id = id;
  control.setAttribute('name', name);
  const text = [title, description, hint].filter((each) => typeof each === 'string' && each !== '').join(' ');
  if (text !== '') control.setAttribute('aria-describedby', `${id}-hint`);
  const element = el(
    'div',
    { class: 'field' },
    el('label', { for: id }, name, ...(required ? [] : [el('span', { class: 'quiet' }, ' optional')])),
    control,
    ...(text === '' ? [] : [el('p', { id: `${id}-hint`, class: 'hint' }, text)]),
  );
  return { element, control };
}
