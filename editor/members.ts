import type { Member } from '../compiler/apis/index.ts';
import { describeMember, describeShape, memberNotes, typeText } from '../discovery/index.ts';
import type { ShapedValue } from './document/calls.ts';

/** What is known of a member, in one line: its type, whether it must be given, its bounds and values. */
export function memberDetail(member: Member, use: 'request' | 'answer'): string {
  const described = describeMember(member, use);
  return [typeText(described.value), ...memberNotes(described, use === 'request', false)].join(', ');
}

/** The same of a value, which may be no member's. */
export function shapedDetail({ shape, member }: ShapedValue, use: 'request' | 'answer'): string {
  return member === undefined ? typeText(describeShape(shape, use)) : memberDetail(member, use);
}
