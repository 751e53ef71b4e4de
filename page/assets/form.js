import { el } from './dom.js';

/** @import { InputsForm } from '../contract.ts' */

/**
 * @typedef {Record<string, any>} Schema JSON Schema, as far as a form shows it
 * @typedef {object} Field
 * @property {HTMLElement} element
 * @property {() => unknown} read gives its value, undefined where there is none; throws where the text is no such value
 * @property {() => void} forget empties it, if it holds a secret
 * @property {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | undefined} control where a fault is shown
 */

/** Deeper objects are written as JSON. */
const DEEPEST = 2;
let ids = 0;

/**
 * The fields of a workflow's inputs; without a form one field for any JSON.
 * @param {InputsForm | undefined} form
 */
export function createInputs(form) {
  if (form === undefined) {
    const whole = jsonField(
      'Input',
      { type: 'object', description: 'The input of the execution, as JSON.' },
      true,
      '{}',
    );
    return {
      element: whole.element,
      read: whole.read,
      forget() {
        if (whole.control !== undefined) whole.control.value = '{}';
      },
    };
  }
  const schema = /** @type {Schema} */ (form.schema);
  const fields = objectField(schema, new Set(form.secrets), 0);
  const notes = form.alternatives.map((each) => el('p', { class: 'quiet' }, `${ruleOf(each)}.`));
  return {
    element: el('div', { class: 'fields' }, ...notes, ...fields.map(([, field]) => field.element)),
    /** @returns {unknown} the input; undefined where something is wrong, which is shown */
    read() {
      try {
        const input = readFields(fields);
        for (const alternative of form.alternatives) {
          const { names, required } = alternative;
          const given = names.filter((name) => input[name] !== undefined).length;
          const control = fields.find(([name]) => name === names[0])?.[1].control;
          if (given > 1 || (required && given === 0)) refuse(control, ruleOf(alternative));
        }
        return input;
      } catch (error) {
        if (error instanceof Refused) return undefined;
        throw error;
      }
    },
    forget() {
      for (const [, field] of fields) field.forget();
    },
  };
}

/** @param {InputsForm['alternatives'][number]} alternative */
function ruleOf({ names, required }) {
  return `Give ${required ? 'exactly' : 'at most'} one of ${names.join(' and ')}`;
}

/**
 * @param {readonly (readonly [string, Field])[]} fields
 * @returns {Record<string, unknown>}
 */
function readFields(fields) {
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

/** Something is wrong, and it has been shown where. */
class Refused extends Error {}

/**
 * Shows at a control what is wrong, and throws `Refused`.
 * @param {Field['control']} control
 * @param {string} message
 * @returns {never}
 */
function refuse(control, message) {
  control?.setCustomValidity(message);
  control?.reportValidity();
  control?.addEventListener('input', () => control.setCustomValidity(''), { once: true });
  throw new Refused(message);
}

/**
 * @param {Schema} schema
 * @param {ReadonlySet<string>} secrets
 * @param {number} depth
 * @returns {readonly (readonly [string, Field])[]}
 */
function objectField({ properties = {}, required = [] }, secrets, depth) {
  const names = [...new Set([...Object.keys(properties), ...required])];
  return names.map((name) => {
    const given = properties[name];
    const schema = typeof given === 'object' && given !== null ? given : {};
    return [name, fieldOf(name, schema, required.includes(name), secrets.has(name), depth)];
  });
}

/**
 * @param {string} name
 * @param {Schema} schema
 * @param {boolean} required
 * @param {boolean} secret
 * @param {number} depth
 * @returns {Field}
 */
function fieldOf(name, schema, required, secret, depth) {
  if (secret) return secretField(name, schema, required);
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
      if (schema.properties !== undefined && depth < DEEPEST) return groupField(name, schema, required, depth);
      return jsonField(name, schema, required);
    default:
      return jsonField(name, schema, required);
  }
}

/**
 * @param {string} name
 * @param {Schema} schema
 * @param {boolean} required
 * @returns {Field}
 */
function secretField(name, schema, required) {
  const input = el('input', { type: 'password', required, autocomplete: 'new-password', spellcheck: 'false' });
  const isText = schema.type === undefined || schema.type === 'string';
  return {
    ...labelled(name, schema, required, input, isText ? 'Secret.' : 'Secret, as JSON.'),
    read: () => (input.value === '' ? undefined : isText ? input.value : parse(input.value, schema)),
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
function jsonField(name, schema, required, initial) {
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
 * @returns {Field}
 */
function groupField(name, schema, required, depth) {
  const fields = objectField(required ? schema : { ...schema, required: [] }, new Set(), depth + 1);
  const legend = el('legend', {}, name, ...(required ? [] : [el('span', { class: 'quiet' }, ' optional')]));
  return {
    element: el('fieldset', {}, legend, ...fields.map(([, field]) => field.element)),
    control: undefined,
    read() {
      const value = readFields(fields);
      return !required && Object.keys(value).length === 0 ? undefined : value;
    },
    forget() {},
  };
}

/**
 * @param {string} text
 * @param {Schema} schema
 */
function parse(text, { type }) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('This is no JSON');
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'object' && !isObject) throw new Error('This is no JSON object');
  if (type === 'array' && !Array.isArray(value)) throw new Error('This is no JSON list');
  return value;
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
