import {
  isObject,
  type Json,
  type JsonObject,
  type MachineDefinition,
  validateDefinition,
} from '../interpreter/index.ts';
import { checkTask, objectsIn, optionalText, pick, refusal, textIn } from '../services/index.ts';
import { arnOf, checkArn, checkName, executionOf, machineOf } from './arns.ts';
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
    const definition = readDefinition(call, definitionText);
    const arn = arnOf(context, 'stateMachine', name);
    const type = optionalText(call, 'type') === 'EXPRESS' ? 'EXPRESS' : 'STANDARD';
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
      machine.definition = readDefinition(call, definition);
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

  ValidateStateMachineDefinition(call) {
    const { definition, wrong } = parseDefinition(textIn(call, 'definition'));
    const found = wrong ?? validateDefinition(definition, checkTask);
    const most = Number(call.request['maxResults'] ?? 100) || 100;
    return {
      result: found.length === 0 ? 'OK' : 'FAIL',
      diagnostics: found.slice(0, most).map((diagnostic) => ({ ...diagnostic })),
      truncated: found.length > most,
    };
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

function parseDefinition(text: string) {
  try {
    const definition: Json = JSON.parse(text);
    return { definition, wrong: undefined };
  } catch (error) {
    const message = (error as Error).message;
    const wrong = [{ severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION', message, location: '' }] as const;
    return { definition: null, wrong };
  }
}

/** A definition that can run, of its text. */
export function readDefinition(call: SfnCall, text: string): MachineDefinition {
  const { definition, wrong } = parseDefinition(text);
  const [first] = wrong ?? validateDefinition(definition, checkTask);
  if (first === undefined && isDefinition(definition)) return definition;
  const place = first?.location ? ` at ${first.location}` : '';
  throw refusal(
    call,
    'InvalidDefinition',
    `Invalid State Machine Definition: '${first?.code}: ${first?.message}${place}'`,
  );
}

/** What the checks let pass has the fields of a definition. */
function isDefinition(value: Json): value is Json & MachineDefinition {
  return isObject(value) && typeof value['StartAt'] === 'string' && isObject(value['States']);
}

function checkRole(call: SfnCall, roleArn: string): void {
  if (/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(roleArn)) return;
  throw refusal(call, 'InvalidArn', `Invalid Role Arn: '${roleArn.slice(0, 100)}'`);
}
