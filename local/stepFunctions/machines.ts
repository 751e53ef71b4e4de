import type { JsonObject } from '../interpreter/index.ts';
import { objectsIn, optionalText, pick, refusal, textIn } from '../services/index.ts';
import { arnOf, checkArn, checkName, executionOf, machineOf, targetOf } from './arns.ts';
import { readDefinition, typeIn } from './definition.ts';
import { listPage, nowOf } from './paging.ts';
import type { MachineRecord, Revision, SfnCall, SfnHandlers } from './store.ts';
import { publish } from './versions.ts';

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
    const kept = pick(call, settings);
    const known = context.machines.get(arn);
    if (known !== undefined) {
      // The same request again is no fault: the machine is told of as it is. Its role and tags aren't looked at.
      const isSame = known.revision.definitionText === definitionText && known.type === type;
      if (isSame && sameEncryption(known.revision.settings, kept))
        return { ...created(known), ...published(call, known) };
      throw refusal(call, 'StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
    }
    const creationDate = nowOf(call);
    const machine: MachineRecord = {
      arn,
      name,
      type,
      creationDate,
      revision: { id: undefined, updateDate: creationDate, roleArn, definitionText, definition, settings: kept },
      versions: new Map(),
      lastVersion: 0,
      aliases: new Map(),
      tags: new Map(objectsIn(call, 'tags').map(({ key, value }) => [String(key), String(value)])),
    };
    context.machines.set(arn, machine);
    context.changed(arn);
    return { ...created(machine), ...published(call, machine) };
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
    const { revision } = machine;
    const next = revised(call, machine);
    if (JSON.stringify(contentOf(next)) !== JSON.stringify(contentOf(revision))) {
      machine.revision = { ...next, id: call.context.newId(), updateDate: nowOf(call) };
      call.context.changed(machine.arn);
    }
    const { id, updateDate } = machine.revision;
    return { updateDate, ...(id === undefined ? {} : { revisionId: id }), ...published(call, machine) };
  },

  DescribeStateMachine(call) {
    const { machine, revision, version, alias } = targetOf(call);
    if (alias !== undefined) {
      throw refusal(call, 'StateMachineDoesNotExist', `State Machine Does Not Exist: '${alias.arn}'`);
    }
    return {
      ...described(machine, revision),
      status: 'ACTIVE',
      type: machine.type,
      creationDate: machine.creationDate,
      ...(version === undefined ? {} : { stateMachineArn: version.arn, creationDate: version.creationDate }),
      ...(version?.description === undefined ? {} : { description: version.description }),
    };
  },

  DescribeStateMachineForExecution(call) {
    const { started, child } = executionOf(call);
    const { machine, revision } = started;
    return {
      ...described(machine, revision),
      updateDate: revision.updateDate,
      ...(child === undefined ? {} : { mapRunArn: child.mapRun.arn, label: child.mapRun.label }),
    };
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

function created({ arn, creationDate }: MachineRecord): JsonObject {
  return { stateMachineArn: arn, creationDate };
}

/** The version that a request wants to be published together with what else it does. */
function published(call: SfnCall, machine: MachineRecord): JsonObject {
  const description = optionalText(call, 'versionDescription');
  if (call.request['publish'] === true) return { stateMachineVersionArn: publish(call, machine, description).arn };
  if (description === undefined) return {};
  throw refusal(call, 'ValidationException', 'Version description can only be set when publish is true');
}

/** A machine's revision with what the request changes. */
function revised(call: SfnCall, { revision, type }: MachineRecord): Revision {
  const definitionText = optionalText(call, 'definition') ?? revision.definitionText;
  const roleArn = optionalText(call, 'roleArn') ?? revision.roleArn;
  checkRole(call, roleArn);
  return {
    ...revision,
    definitionText,
    definition: optionalText(call, 'definition') ? readDefinition(call, definitionText, type) : revision.definition,
    roleArn,
    settings: { ...revision.settings, ...pick(call, settings) },
  };
}

function contentOf({ definitionText, roleArn, settings: kept }: Revision): readonly unknown[] {
  return [definitionText, roleArn, kept];
}

function sameEncryption(one: JsonObject, other: JsonObject): boolean {
  return JSON.stringify(one['encryptionConfiguration']) === JSON.stringify(other['encryptionConfiguration']);
}

function described(
  { arn, name }: MachineRecord,
  { id, definitionText, roleArn, settings: kept }: Revision,
): JsonObject {
  return {
    stateMachineArn: arn,
    name,
    definition: definitionText,
    roleArn,
    ...(id === undefined ? {} : { revisionId: id }),
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
