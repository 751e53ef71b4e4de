import { printable } from '../../compiler/diagnostics/index.ts';
import type { Machine, StateFacts } from '../../compiler/index.ts';
import { type Arrow, arrowsOf } from './arrows.ts';
import { describeState } from './describe.ts';
import type { Drawing, DrawnEdge, DrawnGroup, DrawnNode } from './drawing.ts';
import { nodeOf } from './nodes.ts';

/** The picture of a machine. The same machine gives the same drawing. */
export function drawMachine({ workflowId, facts, definition }: Machine): Drawing {
  const ids = new Map(facts.map(({ state }, index) => [state, `n${index + 1}`] as const));
  const idOf = (state: string) => ids.get(state) ?? 'n0';
  const { groups, groupOf } = groupsOf(facts);
  const main = mainWay(definition.StartAt, facts);
  const nodes = facts.map((state): DrawnNode => {
    const group = groupOf(state);
    return {
      id: idOf(state.state),
      state: state.state,
      ...nodeOf(state),
      about: describeState(state),
      ...(group === undefined ? {} : { group }),
    };
  });
  const edges = facts
    .flatMap((state) => arrowsOf(state).map((arrow) => ({ from: state.state, ...arrow })))
    .map(
      ({ from, to, ...arrow }, index): DrawnEdge => ({
        id: `e${index + 1}`,
        from: idOf(from),
        to: idOf(to),
        ...arrow,
        main: main.get(from) === to,
      }),
    );
  const description = facts.map((state) => describeState(state)).join(' ');
  return { title: workflowId, description, nodes, edges, groups };
}

function groupsOf(facts: readonly StateFacts[]): {
  readonly groups: readonly DrawnGroup[];
  readonly groupOf: (state: StateFacts) => string | undefined;
} {
  const groups = new Map<string, DrawnGroup>();
  for (const { within } of facts) {
    for (const [depth, { prefix, workflowId }] of within.entries()) {
      if (groups.has(prefix)) continue;
      const outer = within[depth - 1]?.prefix;
      const parent = outer === undefined ? undefined : groups.get(outer)?.id;
      groups.set(prefix, {
        id: `g${groups.size + 1}`,
        title: printable(workflowId),
        ...(parent === undefined ? {} : { parent }),
      });
    }
  }
  return {
    groups: [...groups.values()],
    groupOf: ({ within }) => groups.get(within.at(-1)?.prefix ?? '')?.id,
  };
}

/** From each state of the shortest way from the start to a success, the one behind it; over failed calls only if there is no other. */
function mainWay(start: string, facts: readonly StateFacts[]): ReadonlyMap<string, string> {
  const quiet = shortestWay(start, facts, (arrow) => arrow.kind !== 'caught');
  return quiet.size > 0 ? quiet : shortestWay(start, facts, () => true);
}

function shortestWay(
  start: string,
  facts: readonly StateFacts[],
  taken: (arrow: Arrow) => boolean,
): ReadonlyMap<string, string> {
  const states = new Map(facts.map((each) => [each.state, each] as const));
  const before = new Map<string, string | undefined>([[start, undefined]]);
  // A map is walked in the order in which it is filled: breadth first.
  for (const name of before.keys()) {
    const state = states.get(name);
    if (state === undefined) continue;
    if (state.kind === 'succeed') return wayTo(name, before);
    for (const { to } of arrowsOf(state).filter(taken)) if (!before.has(to)) before.set(to, name);
  }
  return new Map();
}

function wayTo(end: string, before: ReadonlyMap<string, string | undefined>): ReadonlyMap<string, string> {
  const way = new Map<string, string>();
  for (let to = end, from = before.get(to); from !== undefined; to = from, from = before.get(to)) way.set(from, to);
  return way;
}
