/**
 * An Arazzo document over Amazon Connect with one workflow.
 * @param fields those of the workflow but its id, `main`
 */
export function connectDocument(fields: object): string {
  return JSON.stringify({
    arazzo: '1.1.0',
    info: { title: 'Case', version: '1.0.0' },
    sourceDescriptions: [{ name: 'connect', url: './amazon-connect-openapi.yml', type: 'openapi' }],
    workflows: [{ workflowId: 'main', ...fields }],
  });
}
