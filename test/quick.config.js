import all from '../jest.config.js';

/**
 * The tests for the inner loop (`npm run test:quick`): the compiler, pictures and explanations, files of many inputs. Left out
 * is what goes through hundreds of documents or operations, or runs what it compiles case by case; properties are tried in a
 * few cases.
 */
export default {
  ...all,
  rootDir: '..',
  globals: { MOST_CASES: 30 },
  testMatch: ['compiler', 'view', 'discovery', 'batch'].map((room) => `<rootDir>/test/${room}/**/*.test.ts`),
  testPathIgnorePatterns: [
    ...all.testPathIgnorePatterns,
    'compiler/(conformance|http)/',
    'compiler/apis/aws/(everyOperation|models)',
    'compiler/arazzo/mutations',
    'compiler/asl/check[.]',
    'compiler/diagnostics/(catalogue|sarif)',
    'compiler/e2e/(?!provisionUser)',
    'compiler/flow/wholeDocuments',
    'discovery/(inputSkeleton|projectFiles)',
    'view/(commands|layout|pictures)',
    'batch/runBatch',
  ],
};
