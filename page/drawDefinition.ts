import { parseTaskResource, taskText } from '../compiler/apis/index.ts';
import { machinesIn } from '../compiler/statesLanguage/index.ts';
import { isObject, type JsonObject, objectsOf } from '../local/index.ts';
import type { Drawing, DrawnEdge, DrawnGroup, DrawnNode, NodeKind } from '../view/index.ts';

/**
 * The picture of a machine of which only the definition is known (Amazon States Language): every state by its own name,
 * branches and processors as groups.
 */
export function drawDefinition(name: string, definition: JsonObject): Drawing {
  const states = statesOf(definition, undefined);
  const ids = new Map(states.map((state, index) => [state.name, `n${index + 1}`] as const));
  const groups = states.flatMap(({ name: title, fields, within }): readonly DrawnGroup[] => {
    const parent = within === undefined ? undefined : groupId(ids, within);
    const words = fields['Type'] === 'Map' ? 'for each item' : 'side by side';
    const group = { id: groupId(ids, title), title: words, ...(parent === undefined ? {} : { parent }) };
    return partsOf(fields).length === 0 ? [] : [group];
  });
  const onward = waysOn(definition);
  const arrows = states.flatMap((state) => arrowsOf(state, onward).map((arrow) => ({ from: state.name, ...arrow })));
  const main = mainWay(definition, states, onward);
  const nodes = states.map((state): DrawnNode => {
    const { name: title, fields } = state;
    // A Parallel or Map stands at the top of what it runs.
    const within = partsOf(fields).length > 0 ? title : state.within;
    return {
      id: ids.get(title) ?? 'n0',
      state: title,
      ...nodeOf(state),
      about: typeof fields['Comment'] === 'string' ? fields['Comment'] : aboutState(fields),
      ...(within === undefined ? {} : { group: groupId(ids, within) }),
    };
  });
  const edges = arrows.flatMap(({ from, to, ...arrow }, index): readonly DrawnEdge[] => {
    const [tail, head] = [ids.get(from), ids.get(to)];
    if (tail === undefined || head === undefined) return [];
    return [{ id: `e${index + 1}`, from: tail, to: head, ...arrow, main: main.get(from) === to }];
  });
  const description = states.map((state) => `${state.name}: ${aboutState(state.fields)}`).join(' ');
  return { title: name, description, nodes, edges, groups };
}

interface Found {
  readonly name: string;
  readonly fields: JsonObject;
  /** The Parallel or Map that it stands in. */
  readonly within: string | undefined;
}

interface Arrow extends Pick<DrawnEdge, 'kind' | 'label' | 'about'> {
  readonly to: string;
}

/** All states of a definition, also those in branches and processors, in its order. */
export function statesOf({ States: states }: JsonObject, within: string | undefined): readonly Found[] {
  if (!isObject(states)) return [];
  return Object.entries(states).flatMap(([name, fields]): readonly Found[] => {
    if (!isObject(fields)) return [];
    return [{ name, fields, within }, ...partsOf(fields).flatMap((part) => statesOf(part, name))];
  });
}

/** The branches of a Parallel, the processor of a Map. */
function partsOf(state: JsonObject): readonly JsonObject[] {
  return machinesIn(state).flatMap(({ machine }) => (isObject(machine) ? [machine] : []));
}

function groupId(ids: ReadonlyMap<string, string>, state: string): string {
  return `g${ids.get(state) ?? ''}`;
}

function nodeOf({ name, fields }: Found): Pick<DrawnNode, 'kind' | 'title' | 'subtitle' | 'notes'> {
  const type = String(fields['Type']);
  const kind = KINDS[type] ?? 'start';
  switch (type) {
    case 'Task':
      return { kind, title: name, subtitle: taskText(parseTaskResource(String(fields['Resource']))), notes: [] };
    case 'Wait': {
      const seconds = fields['Seconds'];
      return { kind, title: typeof seconds === 'number' ? `${name}: ${seconds} s` : name, notes: [] };
    }
    case 'Parallel':
    case 'Map':
      return { kind: 'start', title: name, notes: [] };
    default:
      return { kind, title: name, notes: [] };
  }
}

const KINDS: Readonly<Record<string, NodeKind>> = {
  Task: 'call',
  // What it decides is code; its name says more.
  Choice: 'inputs',
  Wait: 'wait',
  Pass: 'start',
  Succeed: 'success',
  Fail: 'failure',
};

function aboutState(fields: JsonObject): string {
  switch (fields['Type']) {
    case 'Task':
      return `Calls ${taskText(parseTaskResource(String(fields['Resource'])))}.`;
    case 'Wait':
      return 'Waits.';
    case 'Choice':
      return 'Decides what comes next.';
    case 'Parallel':
      return 'Runs its branches side by side.';
    case 'Map':
      return 'Runs its states for each item.';
    case 'Succeed':
      return 'Is the end.';
    case 'Fail':
      return `Ends the execution with ${typeof fields['Error'] === 'string' ? fields['Error'] : 'an error'}.`;
    default:
      return 'Sets variables, or changes what is passed on.';
  }
}

/** For each state that ends a branch or processor, the state outside of it that comes next. */
function waysOn(machine: JsonObject, after?: string): ReadonlyMap<string, string> {
  const { States: states } = machine;
  const found = new Map<string, string>();
  for (const [name, fields] of Object.entries(isObject(states) ? states : {})) {
    if (!isObject(fields)) continue;
    const next = typeof fields['Next'] === 'string' ? fields['Next'] : fields['End'] === true ? after : undefined;
    const parts = partsOf(fields);
    for (const part of parts) for (const [end, to] of waysOn(part, next)) found.set(end, to);
    if (parts.length === 0 && next !== undefined && fields['End'] === true) found.set(name, next);
  }
  return found;
}

function arrowsOf({ name, fields }: Found, onward: ReadonlyMap<string, string>): readonly Arrow[] {
  const choices = objectsOf(fields['Choices']).map((rule): Arrow => {
    const condition = String(rule['Condition'] ?? '').replace(/^\{%\s*|\s*%\}$/g, '');
    return { to: String(rule['Next']), kind: 'rule', label: [shortened(condition)], about: condition };
  });
  const parts = partsOf(fields).map((part): Arrow => ({ to: String(part['StartAt']), kind: 'next', label: [] }));
  const catches = objectsOf(fields['Catch']).map((catcher): Arrow => {
    const errors = Array.isArray(catcher['ErrorEquals']) ? catcher['ErrorEquals'].join(', ') : '';
    return { to: String(catcher['Next']), kind: 'caught', label: [shortened(`after ${errors}`)] };
  });
  const otherwise = fields['Default'];
  // From a Parallel or Map it goes on where its branches end.
  const next = parts.length > 0 ? undefined : (fields['Next'] ?? onward.get(name));
  return [
    ...parts,
    ...choices,
    ...(typeof otherwise === 'string' ? [{ to: otherwise, kind: 'otherwise', label: ['else'] } as const] : []),
    ...(typeof next === 'string' ? [{ to: next, kind: 'next', label: [] } as const] : []),
    ...catches,
  ];
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** From each state of the shortest way to an end that is no failure, over no caught error, the one behind it. */
function mainWay(
  { StartAt: start }: JsonObject,
  states: readonly Found[],
  onward: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const byName = new Map(states.map((state) => [state.name, state] as const));
  const before = new Map<string, string | undefined>([[String(start), undefined]]);
  // A map is walked in the order in which it is filled: breadth first.
  for (const name of before.keys()) {
    const state = byName.get(name);
    if (state === undefined) continue;
    const isEnd = state.fields['End'] === true && !onward.has(name) && partsOf(state.fields).length === 0;
    if (state.fields['Type'] === 'Succeed' || isEnd) {
      const way = new Map<string, string>();
      for (let to = name, from = before.get(to); from !== undefined; to = from, from = before.get(to))
        way.set(from, to);
      return way;
    }
    for (const { to, kind } of arrowsOf(state, onward)) if (kind !== 'caught' && !before.has(to)) before.set(to, name);
  }
  return new Map();
}
