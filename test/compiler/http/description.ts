/** A small HR API, as the tests of HTTP calls read it: parameters of each place, bodies, forms, security. */
export const people = `openapi: 3.1.0
info: { title: People, version: 1.0.0 }
servers:
- url: https://{tenant}.people.example.com/v2/
  variables: { tenant: { default: acme } }
security: [{ key: [] }]
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Api-Key }
    oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: https://people.example.com/token, scopes: { read: Read } } } }
  schemas:
    Person:
      type: object
      required: [name]
      properties:
        id: { type: integer, readOnly: true }
        name: { type: string, minLength: 1 }
        level: { type: string, enum: [junior, senior] }
        manager: { $ref: '#/components/schemas/Person' }
        tags: { type: array, items: { type: string } }
paths:
  /people:
    get:
      operationId: listPeople
      parameters:
      - { name: tag, in: query, schema: { type: array, items: { type: string } } }
      - { name: ids, in: query, explode: false, schema: { type: array, items: { type: integer } } }
      - { name: filter, in: query, style: deepObject, schema: { type: object, properties: { team: { type: string } } } }
      - { name: X-Trace, in: header, schema: { type: string } }
      responses:
        "200":
          description: All.
          headers: { X-Total: { schema: { type: integer } } }
          content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Person' } } } }
    post:
      operationId: createPerson
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Person' } } }
      responses:
        "201": { description: Made., content: { application/json: { schema: { $ref: '#/components/schemas/Person' } } } }
        "409": { description: There already. }
  /people/{id}:
    parameters:
    - { name: id, in: path, required: true, schema: { type: string } }
    get:
      operationId: getPerson
      responses:
        "200": { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Person' } } } }
        "404": { description: None. }
    delete:
      operationId: deletePerson
      responses: { "204": { description: Gone. } }
  /token:
    post:
      operationId: sendForm
      security: []
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: { type: object, properties: { text: { type: string }, to: { type: array, items: { type: string } } } }
      responses: { "200": { description: Sent., content: { text/plain: { schema: { type: string } } } } }
`;
