/** A part of the code that wrong changes are planted in, and the tests that are to notice them. */
export interface Room {
  readonly name: string;
  /** Globs of its sources; those that begin with `!` are left out. */
  readonly sources: readonly string[];
  /** Globs of its tests. What takes long and tests something else besides is not among them. */
  readonly tests: readonly string[];
}

/** The tests that compile documents and run the machines. */
const behaviour = [
  'test/compiler/*.test.ts',
  'test/compiler/{bind,conformance,frames,http}/*.test.ts',
  'test/local/http/parameters.test.ts',
  'test/compiler/diagnostics/catalogue.test.ts',
  'test/compiler/e2e/{provisionUser,ensureUser}.test.ts',
  'test/compiler/explain/*.test.ts',
  'test/compiler/flow/*.test.ts',
  'test/conformance/cases.test.ts',
  'test/workflows/*.test.ts',
];

const secrets = [
  'compiler/bind/{marks,secrets}.ts',
  'compiler/flow/{kept,secretDrafts,secretReferences,sensitivity,settle,shown}.ts',
];

/** Every room, by the folders that it has today. */
export const rooms: readonly Room[] = [
  {
    name: 'secrets',
    sources: secrets,
    tests: [...behaviour, 'test/view/explain.test.ts'],
  },
  {
    name: 'permissions',
    sources: [
      'compiler/{permissions,givenMembers,handledStatuses}.ts',
      'compiler/apis/aws/{permissions,dependents,namedResources,iam}.ts',
      'lib/resourceScope.ts',
    ],
    tests: [
      ...behaviour,
      'test/compiler/apis/aws/{permissions,models}.test.ts',
      'test/lib/{resourceScope,leastPrivilege,arazzoStateMachine}.test.ts',
    ],
  },
  {
    name: 'bind',
    sources: ['compiler/{values,frames,bind}/**/*.ts', ...secrets.map((glob) => `!${glob}`)],
    tests: behaviour,
  },
  {
    name: 'flow',
    sources: ['compiler/plan.ts', 'compiler/flow/**/*.ts', ...secrets.map((glob) => `!${glob}`)],
    tests: behaviour,
  },
  {
    name: 'asl',
    sources: ['compiler/asl/**/*.ts', 'compiler/statesLanguage/**/*.ts'],
    tests: [...behaviour, 'test/compiler/asl/*.test.ts', 'test/view/explain.test.ts'],
  },
  {
    name: 'hosts',
    sources: ['local/endpoint/{hosts,serve,answer,message}.ts', 'page/{createPage,answers}.ts'],
    tests: [
      'test/local/endpoint/*.test.ts',
      '!test/local/endpoint/awsCli.test.ts',
      'test/page/{api,batches,listExecutions}.test.ts',
    ],
  },
  {
    name: 'redaction',
    sources: ['local/redaction.ts', 'scenario/redact.ts', 'page/{secrets,readVisit,describeEvent}.ts'],
    tests: ['test/local/redaction.test.ts', 'test/scenario/*.test.ts', 'test/page/{secrets,readEvents,api}.test.ts'],
  },
];
