import { type DiagnosticCode, diagnostic } from '../../diagnostics/index.ts';
import type { Node } from '../../source/index.ts';
import type { Value } from '../../values/index.ts';
import type { Binder } from '../binder.ts';
import { bindNode } from '../bindNode.ts';
import type { Scope } from '../scope.ts';

/** What a description can rule out of a request. */
const RULED_OUT: ReadonlySet<DiagnosticCode> = new Set([
  'member-required-missing',
  'member-unknown',
  'member-literal-invalid',
]);

/** Whether descriptions are taken as a hint: what they rule out is sent all the same. */
export function isLoose({ options }: Binder): boolean {
  return options.descriptions === 'loose';
}

/** A binder to which what a description rules out is a warning, where the options say so, and which else names the option. */
export function loosened(binder: Binder): Binder {
  return {
    ...binder,
    get errors() {
      return binder.errors;
    },
    report: (found) => {
      if (!RULED_OUT.has(found.code)) return binder.report(found);
      if (isLoose(binder))
        return binder.report(diagnostic('request-ruled-out', found.place, found.message, found.help));
      return binder.report({ ...found, help: found.help === undefined ? OPTION : `${found.help} ${OPTION}` });
    },
  };
}

const OPTION = 'With the option `descriptions: loose` it is sent as it stands.';

/**
 * A value as it was bound by its schema, or as it stands where that rules it out, which was reported, and may. What can't stand
 * at all is reported: nobody has looked into what the schema doesn't have.
 */
export function orAsItStands(value: Value | undefined, node: Node, scope: Scope, binder: Binder): Value | undefined {
  return value === undefined && isLoose(binder) ? bindNode(node, scope, binder) : value;
}
