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
  const seen = new Set<string>();
  for (const { value, node } of texts) {
    if (seen.has(value)) reading.report('duplicate-name', node, `two ${what} \`${value}\``);
    seen.add(value);
  }
}
