import type { MapNode, Node } from '../source/index.ts';
import { componentsObject } from './definitions.ts';
import type { Action, Components, Parameter } from './document.ts';
import { readFields } from './fields.ts';
import { readAction } from './readAction.ts';
import type { Reading } from './reading.ts';
import { readParameter } from './readParameter.ts';
import { checkName } from './values.ts';

/** What Reusable Objects can refer to. Undefined: it is there, and what is wrong with it was reported. */
export interface Reusables {
  readonly parameters: ReadonlyMap<string, Parameter | undefined>;
  readonly successActions: ReadonlyMap<string, Action | undefined>;
  readonly failureActions: ReadonlyMap<string, Action | undefined>;
}

/** Components Object. */
export function readComponents(
  reading: Reading,
  node: MapNode | undefined,
): { readonly components: Components; readonly reusables: Reusables } {
  const fields = node === undefined ? undefined : readFields(reading, node, componentsObject);
  const inputs = readGroup(reading, fields?.map('inputs'), (each) => each);
  const parameters = readGroup(reading, fields?.map('parameters'), (each) => readParameter(reading, each));
  const successActions = readGroup(reading, fields?.map('successActions'), (each) =>
    readAction(reading, each, 'success', parameters),
  );
  const failureActions = readGroup(reading, fields?.map('failureActions'), (each) =>
    readAction(reading, each, 'failure', parameters),
  );
  return {
    components: {
      ...(node === undefined ? {} : { node }),
      inputs,
      parameters: new Map([...parameters].flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    },
    reusables: { parameters, successActions, failureActions },
  };
}

function readGroup<T>(reading: Reading, map: MapNode | undefined, read: (node: Node) => T): Map<string, T> {
  const group = new Map<string, T>();
  for (const { key, value } of map?.entries ?? []) {
    checkName(reading, { value: key.value, node: key });
    group.set(key.value, read(value));
  }
  return group;
}
