import type { HttpParameter } from '../../apis/index.ts';
import type { Parameter, Text } from '../../arazzo/index.ts';
import { diagnostic } from '../../diagnostics/index.ts';
import { placeOf } from '../../source/index.ts';
import type { LiftedParameter } from '../../values/index.ts';
import type { Binder } from '../binder.ts';

/** A parameter that carries credentials, left to the connection (reported); undefined where that can't have it (reported). */
export function lift(
  { name, in: place = 'header', value, node }: Parameter,
  binder: Binder,
): LiftedParameter | undefined {
  const written = value.kind === 'scalar' ? String(value.value) : undefined;
  if (written === undefined || /\$(?:steps|response|outputs|workflows|request)\b/.test(written)) {
    return binder.report(
      diagnostic(
        'credential-from-step',
        placeOf(node),
        `\`${name.value}\` carries credentials, which an HTTP Task takes from its connection alone, not from another step`,
        'Let the connection fetch the token (OAuth client credentials), or make the calls in a Lambda function.',
      ),
    );
  }
  report(name.value, placeOf(node), binder);
  return { name: name.value, in: place === 'query' || place === 'cookie' ? place : 'header', written };
}

/** A required parameter that the document doesn't give, and that is a credential by its name (reported). */
export function leaveToConnection({ name, in: place }: HttpParameter, text: Text, binder: Binder): LiftedParameter {
  report(name, placeOf(text.node), binder);
  return { name, in: place === 'query' ? place : 'header' };
}

function report(name: string, place: ReturnType<typeof placeOf>, binder: Binder): void {
  const message = `\`${name}\` carries credentials: the connection of the API sends it`;
  binder.report(diagnostic('credential-lifted', place, message, 'Put its value into the connection.'));
}
