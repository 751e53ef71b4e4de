import type { Machine } from '../compiler/index.ts';
import { createSecrets, isObject, type Json, type JsonObject } from '../local/index.ts';
import { drawMachine, layoutDrawing, toSvg } from '../view/index.ts';
import type { InputsForm, MachineView, StateView } from './contract.ts';
import { drawDefinition, statesOf } from './drawDefinition.ts';
import { excerptsOf } from './excerpt.ts';
import { learnDefinition } from './secrets.ts';

/**
 * A machine as it is shown, by its definition: as the workflow that it was compiled from, where that is known.
 * @param text the definition, JSON
 * @param example an input that it takes, secrets masked
 */
export async function machineView(
  arn: string,
  name: string,
  text: string,
  machine: Machine | undefined,
  example?: Json,
): Promise<MachineView> {
  const parsed: Json = JSON.parse(text);
  const definition: JsonObject = isObject(parsed) ? parsed : {};
  const secrets = createSecrets();
  learnDefinition(secrets, definition, machine);
  const drawing = machine === undefined ? drawDefinition(name, definition) : drawMachine(machine);
  const layout = await layoutDrawing(drawing);
  const excerpts = machine === undefined ? undefined : excerptsOf(machine, secrets.maskText);
  const fields = new Map(statesOf(definition, undefined).map((state) => [state.name, state.fields] as const));
  const states = drawing.nodes.map(({ id, state, about }): StateView => {
    const excerpt = excerpts?.get(state);
    const own = fields.get(state) ?? {};
    return {
      name: state,
      id,
      type: String(own['Type']),
      about: secrets.maskText(about),
      ...(excerpt === undefined ? {} : { excerpt }),
      ...(machine === undefined ? { definition: JSON.stringify(secrets.mask(own), undefined, 2) } : {}),
    };
  });
  const inputs = machine === undefined ? undefined : inputsForm(machine);
  return {
    arn,
    name,
    svg: toSvg(layout, { bare: true }),
    states,
    ...(inputs === undefined ? {} : { inputs }),
    ...(example === undefined ? {} : { example }),
  };
}

/** Undefined where the workflow says nothing of its inputs. */
function inputsForm({ inputsSchema: schema, secretInputs, secretAlternatives }: Machine): InputsForm | undefined {
  if (!isObject(schema)) return undefined;
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const shown = Object.entries(properties).map(([name, property]) => {
    return [name, secretInputs.includes(name) ? withoutValues(property) : property] as const;
  });
  return {
    schema: { ...schema, properties: Object.fromEntries(shown) },
    secrets: secretInputs,
    alternatives: secretAlternatives.map(({ secret, reference, required }) => ({
      names: [secret, reference],
      required,
    })),
  };
}

/** What a schema says beside values. */
function withoutValues(schema: Json): Json {
  if (!isObject(schema)) return schema;
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !VALUES.has(keyword)));
}

const VALUES: ReadonlySet<string> = new Set(['default', 'const', 'enum', 'example', 'examples']);
