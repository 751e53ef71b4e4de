import { SFNClient } from '@aws-sdk/client-sfn';
import type { Option } from '../cli/command.ts';
import { UsageError } from '../cli/command.ts';
import type { Parsed } from '../cli/parseArguments.ts';

/** The options of every command that speaks to AWS. */
export const awsOptions: Readonly<Record<string, Option>> = {
  region: { value: 'REGION', text: 'the AWS region; default: that of the environment' },
  endpoint: { value: 'URL', text: 'where Step Functions answers, for one that is not AWS' },
};

/** A client for AWS, or for an endpoint. One on this machine needs neither region nor credentials. */
export function createClient({ value }: Parsed): SFNClient {
  const endpoint = value('endpoint');
  const region = value('region');
  // Said by the SDK on stderr at each start, and nothing that the user of this program can do something about.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const local = endpoint !== undefined && ['localhost', '127.0.0.1', '[::1]'].includes(urlOf(endpoint).hostname);
  const known = process.env['AWS_ACCESS_KEY_ID'] !== undefined || process.env['AWS_PROFILE'] !== undefined;
  return new SFNClient({
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? (local ? { region: process.env['AWS_REGION'] ?? 'us-east-1' } : {}) : { region }),
    ...(local && !known ? { credentials: { accessKeyId: 'local', secretAccessKey: 'local' } } : {}),
  });
}

function urlOf(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new UsageError(`${text} is no URL; write it like http://127.0.0.1:8083`);
  }
}

/** What went wrong between here and AWS, for people: the error's name and message, and the way out where there is one. */
export function awsFailure(error: unknown, endpoint: string | undefined): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  if (error.name === 'CredentialsProviderError') {
    return 'there are no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY';
  }
  if (error.message === 'Region is missing') return 'the region is not known: give --region, or set AWS_REGION';
  const network = /\b(?:ECONNREFUSED|ENOTFOUND|ECONNRESET|ETIMEDOUT)\b/.exec(`${code} ${error.message}`);
  if (network !== null) return `${endpoint ?? 'AWS'} can't be reached (${network[0]})`;
  return `${error.name}: ${error.message}`;
}
