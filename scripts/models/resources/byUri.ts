import type { TypeWithArns } from '../iamCatalog.ts';

/**
 * The resource type that a request of API Gateway acts on: the one whose ARN ends in the request's path; where none does,
 * the one whose ARN ends in the longest beginning of it, with the ARN that the path makes.
 * (API Gateway Developer Guide: resources are named `arn:aws:apigateway:<region>::<path>`.)
 */
export function typesByUri(uri: string, types: readonly TypeWithArns[]): readonly TypeWithArns[] {
  const path = segments(uri.replace(/^\/v2(?=\/)/, '').replace(/\?.*/, ''));
  const matching = types.flatMap(({ key, arns }) => {
    const exact = arns.filter((arn) => same(segments(pathOf(arn)), path));
    return exact.length === 0 ? [] : [{ key, arns: exact }];
  });
  if (matching.length > 0) return matching;
  const above = types
    .flatMap(({ key, arns }) => arns.map((arn) => ({ key, arn, length: segments(pathOf(arn)).length })))
    .filter(({ arn, length }) => length < path.length && same(segments(pathOf(arn)), path.slice(0, length)))
    .sort((a, b) => b.length - a.length || (a.key < b.key ? -1 : 1));
  const [nearest] = above;
  if (nearest === undefined) return [];
  const rest = path.slice(nearest.length).map((segment) => (segment === PLACE ? '*' : segment));
  return [{ key: nearest.key, arns: [[nearest.arn, ...rest].join('/')] }];
}

/** A segment that names something. */
const PLACE = '{}';

function segments(path: string): readonly string[] {
  return path.split('/').map((segment) => (/[{$]/.test(segment) ? PLACE : segment.toLowerCase()));
}

/** What stands behind the account: `/restapis/${RestApiId}`. */
function pathOf(arn: string): string {
  return arn.split(':').slice(5).join(':');
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((segment, index) => segment === other[index]);
}
