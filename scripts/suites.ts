import { existsSync } from 'node:fs';
import { httpSamplesSuite } from './suites/httpSamples.ts';
import { jsonPathSuite } from './suites/jsonPath.ts';
import { jsonSchemaSuite } from './suites/jsonSchema.ts';
import { specSchemaSuite } from './suites/specSchema.ts';

/*
 * Prints how the public suites come out, one line a suite and one for each case that doesn't come out right. They lie
 * beside the project; where they don't, it says so.
 */
const shared = new URL('../../shared/', import.meta.url);
if (existsSync(shared))
  for (const suite of [jsonPathSuite, jsonSchemaSuite, specSchemaSuite, httpSamplesSuite]) await suite(shared);
else process.stdout.write('Left out: the suites are not beside the project (../shared).\n');
