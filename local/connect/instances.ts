import { optionalText, pick, refusal } from '../services/index.ts';
import { type ConnectHandlers, instanceOf, nowOf } from './call.ts';
import { requestedPage } from './resources.ts';
import { emptyInstance, textOf } from './store.ts';

/** Instances: contact centres of their own. */
export const instances: ConnectHandlers = {
  CreateInstance(call) {
    const { store, newId } = call.context;
    const alias = optionalText(call, 'InstanceAlias');
    const taken = [...store.instances.values()].some((other) => textOf(other.description, 'InstanceAlias') === alias);
    if (alias !== undefined && taken) {
      throw refusal(call, 'InvalidRequestException', `The alias ${alias} is taken by another instance`);
    }
    const id = newId();
    const instance = emptyInstance(store, id, {
      ...pick(call, ['IdentityManagementType', 'InstanceAlias', 'InboundCallsEnabled', 'OutboundCallsEnabled', 'Tags']),
      InstanceStatus: 'ACTIVE',
      CreatedTime: nowOf(call),
    });
    store.instances.set(id, instance);
    return { Id: id, Arn: instance.arn };
  },

  DescribeInstance: (call) => ({ Instance: instanceOf(call).description }),

  ListInstances(call) {
    const all = [...call.context.store.instances.values()].map(({ description }) => description);
    const { items, nextToken } = requestedPage(call, all, 10);
    return { InstanceSummaryList: items, ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
  },

  DeleteInstance(call) {
    call.context.store.instances.delete(instanceOf(call).id);
    return {};
  },
};
