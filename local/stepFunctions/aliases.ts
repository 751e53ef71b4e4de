import type { JsonObject } from '../interpreter/index.ts';
import { listIn, objectsIn, optionalText, refusal, textIn } from '../services/index.ts';
import { machineOf, qualified } from './arns.ts';
import { listPage, nowOf } from './paging.ts';
import type { Alias, MachineRecord, Route, SfnCall, SfnHandlers } from './store.ts';

/** How many aliases a machine may have. */
const mostAliases = 100;

/** Aliases: names under which one version of a machine is started, or two in turn. */
export const aliases: SfnHandlers = {
  CreateStateMachineAlias(call) {
    const name = textIn(call, 'name');
    if (!/^(?=.*[a-zA-Z_\-.])[a-zA-Z0-9_\-.]{1,80}$/.test(name)) {
      throw refusal(call, 'InvalidName', `Invalid Name: '${name.slice(0, 100)}'`);
    }
    const { machine, routes } = routesIn(call);
    const description = optionalText(call, 'description');
    const known = machine.aliases.get(name);
    if (known !== undefined) {
      const isSame =
        known.description === description && JSON.stringify(shown(known.routes)) === JSON.stringify(shown(routes));
      if (isSame) return { stateMachineAliasArn: known.arn, creationDate: known.creationDate };
      throw refusal(
        call,
        'ConflictException',
        'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
      );
    }
    if (machine.aliases.size >= mostAliases) {
      throw refusal(call, 'ServiceQuotaExceededException', `A state machine has at most ${mostAliases} aliases`);
    }
    const creationDate = nowOf(call);
    const arn = `${machine.arn}:${name}`;
    machine.aliases.set(name, { arn, name, description, routes, creationDate, updateDate: creationDate });
    return { stateMachineAliasArn: arn, creationDate };
  },

  UpdateStateMachineAlias(call) {
    const { machine, alias } = aliasOf(call);
    const description = optionalText(call, 'description');
    const isRouted = call.request['routingConfiguration'] !== undefined;
    if (description === undefined && !isRouted) {
      throw refusal(
        call,
        'ValidationException',
        'Either the description or the routing configuration must be specified',
      );
    }
    if (description !== undefined) alias.description = description;
    if (isRouted) {
      const { machine: routed, routes } = routesIn(call);
      if (routed !== machine) throw refusal(call, 'ValidationException', notOfOneMachine);
      alias.routes = routes;
    }
    alias.updateDate = nowOf(call);
    return { updateDate: alias.updateDate };
  },

  DescribeStateMachineAlias(call) {
    const { arn, name, description, routes, creationDate, updateDate } = aliasOf(call).alias;
    return {
      stateMachineAliasArn: arn,
      name,
      ...(description === undefined ? {} : { description }),
      routingConfiguration: shown(routes),
      creationDate,
      updateDate,
    };
  },

  ListStateMachineAliases(call) {
    const arn = textIn(call, 'stateMachineArn');
    const { machine: base, qualifier } = qualified(call, arn);
    const ofVersion = call.context.machines.get(arn) === undefined ? base : undefined;
    const machine = ofVersion ?? machineOf(call);
    const all = [...machine.aliases.values()].filter(
      ({ routes }) => ofVersion === undefined || routes.some(({ version }) => String(version.number) === qualifier),
    );
    return listPage(call, all, 'stateMachineAliases', (alias) => ({
      stateMachineAliasArn: alias.arn,
      creationDate: alias.creationDate,
    }));
  },

  DeleteStateMachineAlias(call) {
    const { machine, alias } = aliasOf(call);
    machine.aliases.delete(alias.name);
    return {};
  },
};

function aliasOf(call: SfnCall): { readonly machine: MachineRecord; readonly alias: Alias } {
  const arn = textIn(call, 'stateMachineAliasArn');
  const { machine, qualifier } = qualified(call, arn);
  const alias = machine?.aliases.get(qualifier);
  if (machine === undefined || alias === undefined) {
    throw refusal(call, 'ResourceNotFound', `Resource not found: '${arn}'`);
  }
  return { machine, alias };
}

const notOfOneMachine = 'The versions of a routing configuration must be of the alias’s state machine';

/** The versions that the request routes to, and the machine whose they are. */
function routesIn(call: SfnCall): { readonly machine: MachineRecord; readonly routes: readonly Route[] } {
  const refuse = (message: string) => refusal(call, 'ValidationException', message);
  const given = objectsIn(call, 'routingConfiguration').map((route) => versionIn(call, route));
  const [first] = given;
  if (first === undefined || given.length !== listIn(call, 'routingConfiguration').length) {
    throw refuse('The routing configuration must name one or two versions');
  }
  if (given.some(({ machine }) => machine !== first.machine)) throw refuse(notOfOneMachine);
  const routes = given.map(({ route }) => route);
  if (new Set(routes.map(({ version }) => version)).size < routes.length) {
    throw refuse('The versions of a routing configuration must be different');
  }
  const weights = routes.map(({ weight }) => weight);
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100) {
    throw refuse(`Sum of routing configuration weights must equal 100. Received: ${JSON.stringify(weights)}`);
  }
  return { machine: first.machine, routes };
}

function versionIn(call: SfnCall, { stateMachineVersionArn: arn, weight }: JsonObject) {
  const { machine, qualifier } = qualified(call, String(arn));
  const version = machine?.versions.get(Number(qualifier));
  if (machine === undefined || version === undefined) {
    throw refusal(call, 'ResourceNotFound', `Resource not found: '${String(arn)}'`);
  }
  return { machine, route: { version, weight: Number(weight) } };
}

function shown(routes: readonly Route[]): readonly JsonObject[] {
  return routes.map(({ version, weight }) => ({ stateMachineVersionArn: version.arn, weight }));
}
