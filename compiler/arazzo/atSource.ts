/**
 * The source description's name, and the id of an operation or a workflow there, of `$sourceDescriptions.<name>.<id>`
 * (Arazzo, Step Object, `operationId` and `workflowId`); undefined for any other text.
 */
export function atSource(text: string): { readonly source: string; readonly id: string } | undefined {
  const [, source, id] = /^\$sourceDescriptions\.([^.]+)\.(.+)$/s.exec(text) ?? [];
  return source === undefined || id === undefined ? undefined : { source, id };
}
