import { readScenarios, type ScenarioSuite } from '../../scenario/index.ts';

/** A workflow that looks up a user, and waits until its routing profile is the one that was asked for. */
export const document = `arazzo: 1.0.1
info: { title: Look up, version: 1.0.0 }
sourceDescriptions:
- { name: connect, url: ./amazon-connect-openapi.yml, type: openapi }
workflows:
- workflowId: look-up
  inputs:
    type: object
    required: [userId]
    properties:
      userId: { type: string }
      token: { type: string, format: password }
      routingProfileId: { type: string }
  steps:
  - stepId: look
    operationId: describeUser
    parameters:
    - { name: InstanceId, in: path, value: 2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61 }
    - { name: UserId, in: path, value: $inputs.userId }
    outputs:
      name: $response.body#/User/Username
      profile: $response.body#/User/RoutingProfileId
  - stepId: move
    operationId: updateUserRoutingProfile
    parameters:
    - { name: InstanceId, in: path, value: 2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61 }
    - { name: UserId, in: path, value: $inputs.userId }
    requestBody:
      payload: { RoutingProfileId: $steps.look.outputs.profile }
  outputs:
    name: $steps.look.outputs.name
    profile: $steps.look.outputs.profile
`;

/** A user that is there in local/connect/default.yml. */
export const userId = 'a7d39b52-4e08-4c6f-b1d5-0e92f8c6a743';

/** Reads a scenario file beside the document above, which stands in look-up.yml. */
export function readFile(text: string, files: Readonly<Record<string, string>> = {}): ScenarioSuite {
  const all: Readonly<Record<string, string>> = { 'look-up.yml': document, ...files };
  return readScenarios({ name: 'scenarios.yml', text }, (name) =>
    Object.hasOwn(all, name) ? { name, text: all[name] ?? '' } : undefined,
  );
}

/** The same, with the document and an input said already: two lines. */
export function read(scenarios: string, files?: Readonly<Record<string, string>>): ScenarioSuite {
  return readFile(`document: look-up.yml\ninput: { userId: ${userId} }\n${scenarios}`, files);
}

/** What is wrong with a scenario file: the code, the text that it stands at, what is wrong and what to do. */
export function faults(scenarios: string, files?: Readonly<Record<string, string>>): readonly string[] {
  return read(scenarios, files).diagnostics.map(({ code, message, help = '', place: { file, range } }) => {
    return `${code} at ${file.text.slice(range.start, range.end)}: ${message} ${help}`.trim();
  });
}
