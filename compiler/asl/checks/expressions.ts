import { type ExpressionFacts, type Holds, isFunction } from '../../statesLanguage/index.ts';
import type { Check } from './subject.ts';

/** Every expression is JSONata and reads nothing that AWS has not got where it stands. */
export const expressions: Check = ({ evaluated, read }, report) => {
  for (const [state, found] of evaluated) {
    for (const { field, text, holds } of found) {
      const known = read(text);
      switch (known.kind) {
        case 'plain':
          break;
        case 'half':
          report({
            state,
            field,
            message: 'an expression begins with {% and ends with %}; this string does only one of the two',
          });
          break;
        case 'broken':
          report({ state, field, message: `not JSONata: ${known.message}` });
          break;
        case 'expression':
          for (const message of faults(known.facts, holds)) report({ state, field, message });
          break;
        default:
          known satisfies never;
      }
    }
  }
};

function faults(facts: ExpressionFacts, holds: Holds): readonly string[] {
  const called = [...facts.functions].filter((name) => !isFunction(name));
  const handedOn = facts.variables.has('eval') ? ['eval'] : [];
  return [
    ...[...facts.contextReads].map((name) => `\`${name}\` is read from a context item, and there is none`),
    ...new Set([...called, ...handedOn].map((name) => `there is no function \`$${name}\``)),
    ...[...facts.statesFields].flatMap((name) => faultyStatesField(name, holds) ?? []),
    ...(facts.bound.has('states') ? ["`$states` is reserved and can't be set"] : []),
  ];
}

function faultyStatesField(name: string, holds: Holds): string | undefined {
  if (name === 'input' || name === 'context' || name === holds) return undefined;
  if (name === 'result' || name === 'errorOutput') return `\`$states.${name}\` is not available here`;
  return `there is no \`$states.${name}\``;
}
