import type { Member, Shape, StructureShape } from '../aws/index.ts';
import { isCredentialName } from '../credentialName.ts';
import { isJsonType } from './mediaTypes.ts';
import { member } from './member.ts';
import type { HttpBody, HttpContent, HttpParameter, HttpResponse } from './model.ts';
import { ANYTHING } from './schemaShapes.ts';

const TEXT: Shape = { type: 'string', name: 'Text' };

/** The Arguments of a Task that makes an HTTP request (AWS Step Functions, "Call HTTPS APIs"). */
export function argumentsShape(operation: string, body: HttpBody | undefined): StructureShape {
  return structure(`${operation} request`, [
    plain('ApiEndpoint', TEXT, true),
    plain('Method', TEXT, true),
    plain('InvocationConfig', structure('InvocationConfig', [plain('ConnectionArn', TEXT, true)]), true),
    plain('Headers', ANYTHING, false),
    plain('QueryParameters', ANYTHING, false),
    plain('RequestBody', body?.types[0]?.shape ?? ANYTHING, false),
    plain('Transform', ANYTHING, false),
  ]);
}

/** The same with any body. */
export const requestShape = argumentsShape('HTTP', undefined);

/** The result of such a Task: what the answers of success have in common. */
export function resultShape(operation: string, responses: readonly HttpResponse[]): StructureShape {
  const types = responses.filter(({ status }) => /^2(\d\d|XX)$/i.test(status)).flatMap(({ types }) => types);
  const contents = types.length > 0 ? types : (responses.find(({ status }) => status === 'default')?.types ?? []);
  return structure(`${operation} answer`, [
    plain('Headers', ANYTHING, true),
    plain('ResponseBody', bodyShape(contents), false),
    plain('StatusCode', { type: 'long', name: 'StatusCode' }, true),
    plain('StatusText', TEXT, false),
  ]);
}

/** The shape of a body; where answers differ, any. */
function bodyShape(types: readonly HttpContent[]): Shape {
  const [first, ...others] = types.map(({ mediaType, shape }) => (isJsonType(mediaType) ? shape : TEXT));
  return first === undefined || others.some((each) => each !== first) ? ANYTHING : first;
}

function structure(name: string, members: readonly Member[]): StructureShape {
  return { type: 'structure', name, union: false, document: false, members };
}

/** A parameter as what a value is put into. */
export function parameterMember({ name, required, shape }: HttpParameter): Member {
  const credential = shape.type === 'string' && isCredentialName(name);
  return member(name, () => shape, required, { credential });
}

/** A body as what a value is put into. */
export function bodyMember({ shape }: HttpContent): Member {
  return plain('body', shape, true);
}

function plain(name: string, shape: Shape, required: boolean): Member {
  return member(name, () => shape, required);
}
