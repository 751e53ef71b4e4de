/** @typedef {{ machine: string, again?: string } | { execution: string } | undefined} Route what is looked at; undefined: nothing in particular; `again`: the execution whose input a machine is to be started with */

/** @returns {Route} what the address says */
export function currentRoute() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const [execution, machine, again] = ['execution', 'machine', 'again'].map(
    (name) => parameters.get(name) ?? undefined,
  );
  if (execution !== undefined) return { execution };
  if (machine === undefined) return undefined;
  return again === undefined ? { machine } : { machine, again };
}

/** @param {string} arn */
export function machineLink(arn) {
  return `#${new URLSearchParams({ machine: arn })}`;
}

/** @param {string} arn */
export function executionLink(arn) {
  return `#${new URLSearchParams({ execution: arn })}`;
}

/**
 * The machine, its form filled with the input of an execution.
 * @param {string} machine
 * @param {string} execution
 */
export function againLink(machine, execution) {
  return `#${new URLSearchParams({ machine, again: execution })}`;
}
