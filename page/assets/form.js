import { el } from './dom.js';
import { jsonField, objectField, othersIn, Refused, readFields, refuse } from './fields.js';

/** @import { InputsForm } from '../contract.ts' */
/** @import { Given, Schema } from './fields.js' */

/**
 * The fields of a workflow's inputs; without a form one field for any JSON.
 * @param {InputsForm | undefined} form
 * @param {Given} given
 */
export function createInputs(form, given) {
  if (form === undefined) {
    const text = JSON.stringify(given.values, undefined, 2);
    const whole = jsonField(
      'Input',
      { type: 'object', description: 'The input of the execution, as JSON.' },
      true,
      text,
    );
    return {
      element: whole.element,
      read: whole.read,
      forget() {
        if (whole.control !== undefined) whole.control.value = text;
      },
    };
  }
  const schema = /** @type {Schema} */ (form.schema);
  const fields = objectField(schema, new Set(form.secrets), 0, given);
  const notes = form.alternatives.map((each) => el('p', { class: 'quiet' }, `${ruleOf(each)}.`));
  return {
    element: el('div', { class: 'fields' }, ...notes, ...fields.map(([, field]) => field.element)),
    /** @returns {unknown} the input; undefined where something is wrong, which is shown */
    read() {
      try {
        const input = { ...othersIn(given.values, fields), ...readFields(fields) };
        for (const alternative of form.alternatives) {
          const { names, required } = alternative;
          const own = fields.filter(([name]) => names.includes(name) && input[name] !== undefined);
          // What is typed takes the place of a secret that is only held.
          const dropped = own.length > 1 ? own.filter(([, { isHeld }]) => isHeld?.()) : [];
          for (const [name] of dropped) delete input[name];
          const count = own.length - dropped.length;
          const control = fields.find(([name]) => name === names[0])?.[1].control;
          if (count > 1 || (required && count === 0)) refuse(control, ruleOf(alternative));
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
