import { optionalText, refusal, textIn } from '../services/index.ts';
import { machineOf, qualified } from './arns.ts';
import { listPage, nowOf } from './paging.ts';
import type { MachineRecord, SfnCall, SfnHandlers, Version } from './store.ts';

/** How many versions a machine may have. */
const mostVersions = 1000;

/** What AWS calls the revision of a machine that has never been updated. */
const initialRevision = 'INITIAL';

/** Versions: state machines as they were at one time. */
export const versions: SfnHandlers = {
  PublishStateMachineVersion(call) {
    const machine = machineOf(call);
    const wanted = optionalText(call, 'revisionId');
    const current = machine.revision.id ?? initialRevision;
    if (wanted !== undefined && wanted !== current) {
      throw refusal(
        call,
        'ConflictException',
        `Failed to publish the State Machine version for revision ${wanted}. The current State Machine revision is ${current}.`,
      );
    }
    const { arn, creationDate } = publish(call, machine, optionalText(call, 'description'));
    return { stateMachineVersionArn: arn, creationDate };
  },

  ListStateMachineVersions(call) {
    const all = [...machineOf(call).versions.values()].reverse();
    return listPage(call, all, 'stateMachineVersions', ({ arn, creationDate }) => ({
      stateMachineVersionArn: arn,
      creationDate,
    }));
  },

  DeleteStateMachineVersion(call) {
    const { machine, qualifier } = qualified(call, textIn(call, 'stateMachineVersionArn'));
    const version = machine?.versions.get(Number(qualifier));
    if (machine === undefined || version === undefined) return {};
    const users = [...machine.aliases.values()].filter(({ routes }) =>
      routes.some((route) => route.version === version),
    );
    if (users.length > 0) {
      throw refusal(
        call,
        'ConflictException',
        `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${users.map(({ name }) => name).join(', ')}]`,
      );
    }
    machine.versions.delete(version.number);
    return {};
  },
};

/** The version of a machine's revision: the one that there is, or a new one. */
export function publish(call: SfnCall, machine: MachineRecord, description: string | undefined): Version {
  const known = [...machine.versions.values()].find(({ revision }) => revision === machine.revision);
  if (known !== undefined) return known;
  if (machine.versions.size >= mostVersions) {
    throw refusal(call, 'ServiceQuotaExceededException', `A state machine has at most ${mostVersions} versions`);
  }
  machine.lastVersion++;
  const number = machine.lastVersion;
  const version: Version = {
    arn: `${machine.arn}:${number}`,
    number,
    description,
    creationDate: nowOf(call),
    revision: machine.revision,
  };
  machine.versions.set(number, version);
  return version;
}
