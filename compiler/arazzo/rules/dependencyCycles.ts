import type { Text } from '../document.ts';
import { readPrerequisite } from '../prerequisites.ts';
import type { Reading } from '../reading.ts';
import type { Rule } from './rule.ts';

/** No workflow, and by 1.1 no step, depends on itself by way of `dependsOn`. */
export const dependencyCycles: Rule = ({ workflows }, reading) => {
  reportCycles(reading, 'workflow', workflows);
  for (const { id, steps } of workflows) {
    const own = (text: Text) => {
      const prerequisite = readPrerequisite(text.value, id.value);
      return prerequisite === undefined || prerequisite.workflow !== undefined
        ? []
        : [{ ...text, value: prerequisite.step }];
    };
    reportCycles(
      reading,
      'step',
      steps.map((step) => ({ id: step.id, dependsOn: step.dependsOn.flatMap(own) })),
    );
  }
};

interface Dependent {
  readonly id: Text;
  readonly dependsOn: readonly Text[];
}

/** Walks the dependencies depth first, without recursion; a way back to something on the path is a cycle. */
function reportCycles(reading: Reading, what: string, all: readonly Dependent[]): void {
  const byId = new Map(all.map((each) => [each.id.value, each]));
  const done = new Set<Dependent>();
  for (const start of all) {
    if (done.has(start)) continue;
    const path: { readonly from: Dependent; next: number }[] = [{ from: start, next: 0 }];
    const onPath = new Set<Dependent>([start]);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const text = top.from.dependsOn[top.next];
      top.next += 1;
      if (text === undefined) {
        path.pop();
        onPath.delete(top.from);
        done.add(top.from);
        continue;
      }
      const target = byId.get(text.value);
      if (target === undefined || done.has(target)) continue;
      if (onPath.has(target)) {
        const names = path.slice(path.findIndex(({ from }) => from === target)).map(({ from }) => from.id.value);
        const way = [...names, target.id.value].map((name) => `\`${name}\``).join(' → ');
        reading.report('dependency-cycle', text.node, `the ${what} depends on itself: ${way}`);
      } else {
        path.push({ from: target, next: 0 });
        onPath.add(target);
      }
    }
  }
}
