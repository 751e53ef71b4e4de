/*
 * Step Functions names things as the AWS SDK for Java 2 does, in PascalCase: `DBInstanceIdentifier` of a service model is
 * `DbInstanceIdentifier` in a state machine. That SDK has two ways to name things, one for members, one for classes.
 */

/**
 * The name that Step Functions uses for a member of a structure, in arguments and in results: the SDK's accessor, with a
 * capital first letter. An accessor lowers the acronym that a name begins with and keeps those inside of it
 * (`SourceDBInstanceIdentifier`, `MultiAZ`, `TemplateURL`). Keys of maps are data and never pass through here.
 * @param modelName the member's name in the service model, for example `KMSKeyId`
 * @param union whether the structure is a union, where the SDK needs `type` for itself
 * @returns for example `KmsKeyId`
 */
export function sfnName(modelName: string, union = false): string {
  const accessor = modelName.replace(/^.(?:[A-Z](?![a-z]))*/, (acronym) => acronym.toLowerCase());
  const name = accessor.charAt(0).toUpperCase() + accessor.slice(1);
  return isReserved(accessor) || (union && accessor === 'type') ? `${name}Value` : name;
}

/** Words and methods of Java that an accessor can't be called. */
function isReserved(accessor: string): boolean {
  return KEYWORDS.has(accessor.toLowerCase()) || METHODS.has(accessor);
}

const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'abstract assert boolean break byte case catch char class const continue default do double else enum extends false final ' +
    'finally float for goto if implements import instanceof int interface long native new null package private protected ' +
    'public return short static strictfp super switch synchronized this throw throws transient true try void volatile while'
  ).split(' '),
);

const METHODS: ReadonlySet<string> = new Set(
  (
    'equals finalize getClass hashCode notify notifyAll toString wait builder sdkFields toBuilder overrideConfiguration ' +
    'sdkHttpResponse'
  ).split(' '),
);

/**
 * The name of an error as a state machine sees it: the SDK's exception class, for which the words of the name are
 * capitalised one by one.
 * @param exceptionPrefix the service's, for example `Rds`
 * @param modelName the error's shape, for example `InvalidDBInstanceStateFault`
 * @returns for example `Rds.InvalidDbInstanceStateException`
 */
export function errorName(exceptionPrefix: string, modelName: string): string {
  const stem = modelName.replace(/(Fault|Exception)$/, '');
  return `${exceptionPrefix}.${pascal(stem === '' ? modelName : stem)}Exception`;
}

function pascal(name: string): string {
  return words(name)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join('');
}

/** Splits a name into words, as that SDK does for classes. */
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

/** The action in a Step Functions resource: the operation's name with its first letter lowered. */
export function actionName(operationName: string): string {
  return operationName.charAt(0).toLowerCase() + operationName.slice(1);
}
