import { createHash } from 'node:crypto';
import { listIn, optionalText, pick, refusal, textIn } from '../services/index.ts';
import { type ConnectCall, type ConnectHandlers, change, claimName, instanceOf } from './call.ts';
import { requested, resourceHandlers } from './resources.ts';
import { type Entry, textOf } from './store.ts';

/** Contact flows: what happens to a contact. Their content must be JSON; what it says is not looked at. */
export const contactFlows: ConnectHandlers = {
  ...resourceHandlers({
    kind: 'contactFlows',
    created: ['Name', 'Type', 'Description'],
    prepare: (call) => ({ ...contentOf(call), State: 'ACTIVE', Status: optionalText(call, 'Status') ?? 'PUBLISHED' }),
    updates: { UpdateContactFlowName: ['Name', 'Description'] },
    answered: ['FlowContentSha256'],
    summary: { ContactFlowType: 'Type', ContactFlowState: 'State', ContactFlowStatus: 'Status' },
    listed: (call, entry) => {
      const types = listIn(call, 'ContactFlowTypes');
      return types.length === 0 || types.includes(textOf(entry, 'Type'));
    },
  }),

  UpdateContactFlowContent: (call) => change(call, 'contactFlows', requested(call, 'contactFlows'), contentOf(call)),

  UpdateContactFlowMetadata(call) {
    const flow = requested(call, 'contactFlows');
    const { ContactFlowState: state } = call.request;
    const members = pick(call, ['Name', 'Description']);
    if (members['Name'] !== undefined) claimName(call, instanceOf(call), 'contactFlows', textIn(call, 'Name'), flow);
    return change(call, 'contactFlows', flow, state === undefined ? members : { ...members, State: state });
  },
};

function contentOf(call: ConnectCall): Entry {
  const content = optionalText(call, 'Content') ?? '';
  try {
    JSON.parse(content);
  } catch {
    throw refusal(call, 'InvalidContactFlowException', 'The content of the contact flow is no JSON');
  }
  return { Content: content, FlowContentSha256: createHash('sha256').update(content).digest('hex') };
}
