import type { Node } from '../../source/index.ts';
import type { Text } from '../document.ts';
import type { Reading } from '../reading.ts';
import type { Rule } from './rule.ts';

/** Names of sources and ids of workflows are unique in a document, ids of steps in their workflow. */
export const uniqueIds: Rule = ({ sources, workflows }, reading) => {
  unique(
    reading,
    'sources are named',
    sources.map(({ name }) => name),
  );
  unique(
    reading,
    'workflows have the id',
    workflows.map(({ id }) => id),
  );
  for (const { steps } of workflows) {
    unique(
      reading,
      'steps of this workflow have the id',
      steps.map(({ id }) => id),
    );
  }
};

function unique(reading: Reading, what: string, texts: readonly Text[]): void {
  const seen = new Map<string, Node>();
  for (const { value, node } of texts) {
    const first = seen.get(value);
    if (first === undefined) seen.set(value, node);
    else reading.reportDuplicate(node, first, `two ${what} \`${value}\``);
  }
}
