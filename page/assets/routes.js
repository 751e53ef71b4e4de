/** @typedef {{ machine: string } | { execution: string } | undefined} Route what is looked at; undefined: nothing in particular */

/** @returns {Route} what the address says */
export function currentRoute() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const [execution, machine] = [parameters.get('execution'), parameters.get('machine')];
  return execution !== null ? { execution } : machine !== null ? { machine } : undefined;
}

/** @param {string} arn */
export function machineLink(arn) {
  return `#${new URLSearchParams({ machine: arn })}`;
}

/** @param {string} arn */
export function executionLink(arn) {
  return `#${new URLSearchParams({ execution: arn })}`;
}
