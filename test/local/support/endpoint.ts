import { ConnectClient } from '@aws-sdk/client-connect';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DescribeExecutionCommand, type DescribeExecutionCommandOutput, SFNClient } from '@aws-sdk/client-sfn';
import { type CloudOptions, createCloud, serve } from '../../../local/index.ts';
import { until } from '../../support/until.ts';

// The clients warn of a Node that they won't support for ever.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** An endpoint on a free port with real clients of it. */
export async function startEndpoint(options: CloudOptions = {}) {
  const cloud = createCloud(options);
  const endpoint = await serve({ backend: cloud.backend, port: 0 });
  const settings = { endpoint: endpoint.url, region: 'us-east-1', credentials, maxAttempts: 1 };
  const sfn = new SFNClient({ ...settings, disableHostPrefix: true });
  const events = new EventBridgeClient(settings);
  const connect = new ConnectClient(settings);
  return {
    url: endpoint.url,
    cloud,
    sfn,
    events,
    connect,
    async close() {
      for (const client of [sfn, events, connect]) client.destroy();
      await endpoint.close();
    },
  };
}

export const roleArn = 'arn:aws:iam::123456789012:role/test';

/** Waits for the end of an execution. */
export function ended(sfn: SFNClient, executionArn: string | undefined): Promise<DescribeExecutionCommandOutput> {
  return until(
    () => sfn.send(new DescribeExecutionCommand({ executionArn })),
    ({ status }) => status !== 'RUNNING',
  );
}
