import type { Member } from '../compiler/apis/index.ts';
import { describeMember, memberNotes, typeText } from '../discovery/index.ts';

/** What is known of a member, in one line: its type, whether it must be given, its bounds and values. */
export function memberDetail(member: Member, use: 'request' | 'answer'): string {
  const described = describeMember(member, use);
  return [typeText(described.value), ...memberNotes(described, use === 'request', false)].join(', ');
}
