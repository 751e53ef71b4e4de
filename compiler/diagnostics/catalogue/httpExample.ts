/** The OpenAPI description that the examples of HTTP APIs call. */
export const peopleDescription = `openapi: 3.1.0
info: { title: People, version: 1.0.0 }
servers:
- url: https://people.example.com
paths:
  /people/{id}:
    get:
      operationId: getPerson
      parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        "200":
          description: The person.
          content:
            application/json:
              schema:
                type: object
                properties:
                  name: { type: string }
`;

/** A document with one step that reads a person from an HTTP API. */
export function httpExample(): string {
  return `arazzo: 1.0.1
info:
  title: Steps
  version: 1.0.0
sourceDescriptions:
- name: people
  url: ./people-openapi.yml
  type: openapi
workflows:
- workflowId: look-up-person
  inputs:
    type: object
    required: [id]
    properties:
      id: { type: string }
  steps:
  - stepId: getPerson
    operationId: getPerson
    parameters:
    - { name: id, in: path, value: $inputs.id }
    outputs:
      name: $response.body#/name
`;
}
