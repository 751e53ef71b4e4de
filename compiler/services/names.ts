/*
 * Step Functions names things as the AWS SDK for Java 2 does, in PascalCase: `DBInstanceIdentifier` of a service model is
 * `DbInstanceIdentifier` in a state machine. The rules here are those of that SDK's code generator.
 */

/** Splits a model's name into words, as the SDK for Java 2 does. */
function words(name: string): string[] {
  return name
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .replace(/([^a-z]{2,})v([0-9]+)/g, '$1 v$2 ')
    .replace(/([^A-Z]{2,})V([0-9]+)/g, '$1 V$2 ')
    .replace(/(?<=[a-z])(?=[A-Z]([a-zA-Z]|[0-9]))/g, ' ')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/([0-9])([a-zA-Z])/g, '$1 $2')
    .split(/\s+/)
    .filter((word) => word !== '');
}

function pascal(name: string): string {
  return words(name)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join('');
}

/**
 * The name that Step Functions uses for a member of a structure, in arguments and in results.
 * Keys of maps are data and never pass through here.
 * @param modelName the member's name in the service model, for example `KMSKeyId`
 * @returns for example `KmsKeyId`; `EqualsValue` for `equals`, which Java reserves
 */
export function sfnName(modelName: string): string {
  const name = pascal(modelName);
  return name === 'Equals' ? 'EqualsValue' : name;
}

/**
 * The name of an error as a state machine sees it.
 * @param exceptionPrefix the service's, for example `Rds`
 * @param modelName the error's shape, for example `DBInstanceNotFoundFault`
 * @returns for example `Rds.DbInstanceNotFoundException`
 */
export function errorName(exceptionPrefix: string, modelName: string): string {
  const name = pascal(modelName);
  const stem = name.replace(/(Fault|Exception)$/, '');
  return `${exceptionPrefix}.${stem === '' ? name : stem}Exception`;
}

/** The action in a Step Functions resource: the operation's name with its first letter lowered. */
export function actionName(operationName: string): string {
  return operationName.charAt(0).toLowerCase() + operationName.slice(1);
}
