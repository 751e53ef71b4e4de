import { SFNClient } from '@aws-sdk/client-sfn';
import { printable } from '../../compiler/diagnostics/index.ts';
import { OutputError, UsageError } from '../cli/command.ts';
import { exitCodes } from '../cli/exitCodes.ts';
import type { Io } from '../cli/io.ts';
import type { AwsOptions } from '../cli/options.ts';

/** A client of Step Functions for AWS, or for an endpoint. */
export function createClient(options: AwsOptions): SFNClient {
  return new SFNClient(clientConfig(options));
}

/** What clients of services are made with. An endpoint on this machine needs neither region nor credentials. */
export function clientConfig({ region, endpoint }: AwsOptions) {
  // Said by the SDK on stderr at each start, and nothing that the user of this program can do something about.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const local = endpoint !== undefined && ['localhost', '127.0.0.1', '[::1]'].includes(urlOf(endpoint).hostname);
  const known = process.env['AWS_ACCESS_KEY_ID'] !== undefined || process.env['AWS_PROFILE'] !== undefined;
  return {
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? (local ? { region: process.env['AWS_REGION'] ?? 'us-east-1' } : {}) : { region }),
    ...(local && !known ? { credentials: { accessKeyId: 'local', secretAccessKey: 'local' } } : {}),
  };
}

function urlOf(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new UsageError(`${text} is no URL; write it like http://127.0.0.1:8083`);
  }
}

/**
 * Tells what went wrong between here and AWS, and the way out where there is one.
 * @returns the exit code: 1 where AWS refuses what was asked, 69 where it can't be asked
 * @throws UsageError where the region is missing; what is one already, and an OutputError
 */
export function awsFailed(error: unknown, endpoint: string | undefined, { stderr }: Io): number {
  if (error instanceof UsageError || error instanceof OutputError) throw error;
  const said = error instanceof Error ? error : new Error(String(error));
  const { name, message } = said;
  if (message === 'Region is missing')
    throw new UsageError('the region is not known: give --region, or set AWS_REGION');
  stderr.write(
    `arazzo-sfn: ${printable(wordsOf(name, 'code' in said ? `${String(said.code)} ${message}` : message, endpoint))}\n`,
  );
  const refused = '$fault' in said && said.$fault === 'client' && !notHeard.test(name);
  return refused ? exitCodes.fault : exitCodes.unavailable;
}

/** Names of errors by which AWS says who may not ask, or not now. */
const notHeard =
  /^(?:.*AccessDenied|ExpiredToken|InvalidSignature|MissingAuthentication|Throttling|TooManyRequests|UnrecognizedClient)/;

function wordsOf(name: string, message: string, endpoint: string | undefined): string {
  if (name === 'CredentialsProviderError') {
    return 'there are no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY';
  }
  const network = /\b(?:EAI_AGAIN|ECONNREFUSED|ENOTFOUND|ECONNRESET|ENETUNREACH|ETIMEDOUT)\b/.exec(message);
  if (network !== null) return `${endpoint ?? 'AWS'} can't be reached (${network[0]})`;
  return `${name}: ${message}`;
}
