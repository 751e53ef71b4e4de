import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Annotations, Stack } from 'aws-cdk-lib';
import { DefinitionBody } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

/** Bytes that CloudFormation takes in a template. (AWS CloudFormation User Guide, quotas.) */
const LARGEST_TEMPLATE = 1_000_000;

/** What a machine's role, key, logs and alarms take in a template, about, and what surrounds the machines. */
const BESIDE_DEFINITION = 40_000;

/** Bytes that the machines of a stack take in its template. */
const taken = new WeakMap<Stack, number>();

/**
 * A definition as a part of the template, as long as the stack has room for it; else as a file that CDK puts into S3, which
 * is told at synthesis.
 * @param text of a machine in this scope, as CloudFormation is to read it
 */
export function machineBody(scope: Construct, text: string): DefinitionBody {
  const stack = Stack.of(scope);
  const before = taken.get(stack) ?? 0;
  const inTemplate = Buffer.byteLength(JSON.stringify(text), 'utf8');
  if (before + inTemplate + BESIDE_DEFINITION <= LARGEST_TEMPLATE) {
    taken.set(stack, before + inTemplate + BESIDE_DEFINITION);
    return DefinitionBody.fromString(text);
  }
  taken.set(stack, before + BESIDE_DEFINITION);
  Annotations.of(scope).addInfoV2(
    'arazzo-step-functions:definition-in-s3',
    `The definition takes ${inTemplate} bytes of the template, and CloudFormation takes templates of ${LARGEST_TEMPLATE}: it is ` +
      'deployed as a file in S3 instead, for which the account and region have to be bootstrapped (`cdk bootstrap`).',
  );
  const file = join(mkdtempSync(join(tmpdir(), 'arazzo-sfn-')), 'definition.asl.json');
  writeFileSync(file, text);
  return DefinitionBody.fromFile(file);
}
