import type { InputCheck } from './readBatch.ts';

/**
 * The complaints in the cause with which a machine rejects an input: `provision-user: wrong inputs: level: more than 5;
 * skills[2]: not a string`.
 * @param check says that cause; undefined where the input is accepted
 */
export function complaintsOf(check: (input: Parameters<InputCheck>[0]) => Promise<string | undefined>): InputCheck {
  return async (input) => {
    const cause = await check(input);
    if (cause === undefined) return [];
    const list = cause.replace(/^[^:]*: wrong inputs: /, '');
    return list.split('; ').map((each) => {
      const [, name, within = '', message] = /^([\w-]+)([.[][^:]*)?: (.*)$/s.exec(each) ?? [];
      if (name === undefined || message === undefined) return { message: each };
      return { input: name, message: within === '' ? message : `${within.replace(/^\./, '')}: ${message}` };
    });
  };
}
