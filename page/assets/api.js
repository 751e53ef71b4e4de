/** @import { BatchFaults, BatchView, ExecutionsView, ExecutionView, MachineView, Overview, Progress, VisitView } from '../contract.ts' */

/**
 * @param {string} path
 * @param {RequestInit} [init]
 * @returns {Promise<any>}
 */
async function request(path, init) {
  const response = await fetch(`/page/${path}`, init);
  const body = await response.json();
  if (!response.ok) throw new Error(body.message);
  return body;
}

/**
 * @param {string} path
 * @param {Record<string, unknown>} body
 */
function post(path, body) {
  const headers = { 'content-type': 'application/json', 'x-arazzo-page': '1' };
  return request(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

/**
 * The machine of an ARN, or the one of an execution as it was when that started.
 * @param {{ machine: string } | { execution: string }} which
 * @returns {Promise<MachineView>}
 */
export function getMachine(which) {
  return request(`machine?${new URLSearchParams(which)}`);
}

/**
 * @param {string} execution
 * @returns {Promise<ExecutionView>}
 */
export function getExecution(execution) {
  return request(`execution?${new URLSearchParams({ execution })}`);
}

/**
 * @param {Record<string, string>} query `machine` or `mapRun`, `status`, `name`, `error`, `page`
 * @returns {Promise<ExecutionsView>}
 */
export function getExecutions(query) {
  return request(`executions?${new URLSearchParams(query)}`);
}

/**
 * @param {string} execution
 * @param {number} visit
 * @returns {Promise<VisitView>}
 */
export function getVisit(execution, visit) {
  return request(`visit?${new URLSearchParams({ execution, visit: String(visit) })}`);
}

/**
 * Starts an execution and gives its ARN.
 * @param {string} machine
 * @param {{ name: string, input: unknown, secretsOf: string | undefined }} start its name, empty for any; its input, in which
 *   masked secrets are those of the `example`, or of the execution with this ARN
 * @returns {Promise<string>}
 */
export async function startExecution(machine, start) {
  return (await post('start', { machine, ...start })).execution;
}

/**
 * Checks a file, and starts an execution for each of its rows where nothing is wrong.
 * @param {string} machine
 * @param {{ file: string, content: string, key: string, set: string, map: string }} batch its name and its bytes in base64;
 *   `set` and `map` as lines of `INPUT=VALUE`
 * @returns {Promise<BatchFaults>}
 */
export function startBatch(machine, batch) {
  return post('batch', { machine, ...batch });
}

/**
 * The latest file of a machine; null where there was none.
 * @param {string} machine
 * @returns {Promise<BatchView | null>}
 */
export function getBatch(machine) {
  return request(`batch?${new URLSearchParams({ machine })}`);
}

/** @param {string} machine */
export function stopBatch(machine) {
  return post('stop-batch', { machine });
}

/** @param {string} execution */
export function stopExecution(execution) {
  return post('stop', { execution });
}

/** @param {string} execution */
export function redriveExecution(execution) {
  return post('redrive', { execution });
}

/**
 * Listens to what happens, until the function that comes back is called.
 * @param {string | undefined} execution the one whose progress is wanted
 * @param {{ overview(overview: Overview): void, changed(): void, progress(progress: Progress): void, lost(forGood: boolean): void, found(): void }} told
 */
export function listen(execution, told) {
  const source = new EventSource(
    `/page/stream${execution === undefined ? '' : `?${new URLSearchParams({ execution })}`}`,
  );
  source.addEventListener('overview', (event) => told.overview(JSON.parse(event.data)));
  source.addEventListener('changed', () => told.changed());
  source.addEventListener('progress', (event) => told.progress(JSON.parse(event.data)));
  source.addEventListener('open', () => told.found());
  source.addEventListener('error', () => told.lost(source.readyState === EventSource.CLOSED));
  return () => source.close();
}
