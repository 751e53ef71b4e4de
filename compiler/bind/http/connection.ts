import type { HttpApi } from '../../apis/index.ts';
import type { CompileOptions } from '../../options.ts';

/**
 * The ARN of the connection by which an API is called, as it is given; else a placeholder that whoever deploys the
 * definition puts it in for: `${crmConnectionArn}`, as `DefinitionSubstitutions` of CloudFormation do.
 */
export function connectionOf({ name }: HttpApi, { connections }: CompileOptions): string {
  return connections?.[name] ?? `\${${connectionPlaceholder(name)}}`;
}

/** The name of an API's placeholder: letters and digits alone, as CloudFormation wants them. */
export function connectionPlaceholder(name: string): string {
  const [first = '', ...others] = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return `${first}${others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}ConnectionArn`;
}
