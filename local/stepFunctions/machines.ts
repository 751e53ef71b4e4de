import type { JsonObject } from '../interpreter/index.ts';
import { objectsIn, optionalText, pick, refusal, textIn } from '../services/index.ts';
import { arnOf, checkArn, checkName, executionOf, machineOf } from './arns.ts';
import { readDefinition, typeIn } from './definition.ts';
import { listPage, nowOf } from './paging.ts';
import type { MachineRecord, SfnCall, SfnHandlers } from './store.ts';

const settings = ['loggingConfiguration', 'tracingConfiguration', 'encryptionConfiguration'];

/** State machines: create, change, tell of and delete them. */
export const machines: SfnHandlers = {
  CreateStateMachine(call) {
    const { context } = call;
    const name = textIn(call, 'name');
    checkName(call, name);
    const definitionText = textIn(call, 'definition');
    const type = typeIn(call);
    const definition = readDefinition(call, definitionText, type);
    const arn = arnOf(context, 'stateMachine', name);
    const roleArn = textIn(call, 'roleArn');
    checkRole(call, roleArn);
    const known = context.machines.get(arn);
    if (known !== undefined) {
      // The same request again is no fault: the machine is told of as it is.
      if (known.definitionText === definitionText && known.roleArn === roleArn && known.type === type) {
        return { stateMachineArn: arn, creationDate: known.creationDate };
      }
      throw refusal(call, 'StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
    }
    const creationDate = nowOf(call);
    context.machines.set(arn, {
      arn,
      name,
      type,
      roleArn,
      definitionText,
      definition,
      creationDate,
      updateDate: creationDate,
      revisionId: context.newId(),
      settings: pick(call, settings),
      tags: new Map(objectsIn(call, 'tags').map(({ key, value }) => [String(key), String(value)])),
    });
    context.changed(arn);
    return { stateMachineArn: arn, creationDate };
  },

  UpdateStateMachine(call) {
    const machine = machineOf(call);
    const changed = pick(call, ['definition', 'roleArn', ...settings]);
    if (Object.keys(changed).length === 0) {
      throw refusal(
        call,
        'MissingRequiredParameter',
        'Either the definition, the role ARN, the LoggingConfiguration, the TracingConfiguration or the EncryptionConfiguration must be specified',
      );
    }
    const definition = optionalText(call, 'definition');
    if (definition !== undefined) {
      machine.definition = readDefinition(call, definition, machine.type);
      machine.definitionText = definition;
    }
    const roleArn = optionalText(call, 'roleArn');
    if (roleArn !== undefined) {
      checkRole(call, roleArn);
      machine.roleArn = roleArn;
    }
    machine.settings = { ...machine.settings, ...pick(call, settings) };
    machine.revisionId = call.context.newId();
    machine.updateDate = nowOf(call);
    call.context.changed(machine.arn);
    return { updateDate: machine.updateDate, revisionId: machine.revisionId };
  },

  DescribeStateMachine: (call) => {
    const machine = machineOf(call);
    return { ...described(machine), status: 'ACTIVE', type: machine.type, creationDate: machine.creationDate };
  },

  DescribeStateMachineForExecution(call) {
    const { machine, definitionText } = executionOf(call);
    return { ...described(machine), definition: definitionText, updateDate: machine.updateDate };
  },

  ListStateMachines(call) {
    const all = [...call.context.machines.values()].reverse();
    return listPage(call, all, 'stateMachines', ({ arn, name, type, creationDate }) => ({
      stateMachineArn: arn,
      name,
      type,
      creationDate,
    }));
  },

  DeleteStateMachine(call) {
    const arn = textIn(call, 'stateMachineArn');
    checkArn(call, arn);
    call.context.machines.delete(arn);
    call.context.changed(arn);
    return {};
  },
};

function described({ arn, name, definitionText, roleArn, revisionId, settings: kept }: MachineRecord): JsonObject {
  return {
    stateMachineArn: arn,
    name,
    definition: definitionText,
    roleArn,
    revisionId,
    loggingConfiguration: { level: 'OFF', includeExecutionData: false },
    tracingConfiguration: { enabled: false },
    encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    ...kept,
  };
}

function checkRole(call: SfnCall, roleArn: string): void {
  if (/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(roleArn)) return;
  throw refusal(call, 'InvalidArn', `Invalid Role Arn: '${roleArn.slice(0, 100)}'`);
}
