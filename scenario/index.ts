export type { BoundScenario } from './bind.ts';
export { scenarioFileShape } from './fileShape.ts';
export { formatJunit } from './formats/junit.ts';
export { formatSuitesJson, suiteLines, tallyLine } from './formats/lines.ts';
export { formatTap } from './formats/tap.ts';
export { formatSuite, formatTally } from './formats/text.ts';
export { quoteXml } from './formats/xml.ts';
export { match } from './match.ts';
export { readScenarios, type ScenarioSuite } from './readScenarios.ts';
export { type ObservedCall, observedServices, recordedScenario } from './record.ts';
export { type Failure, runBound, type ScenarioPlace, type ScenarioResult } from './run.ts';
export {
  type CodeScenario,
  failuresOf,
  type LoadedScenario,
  loadScenarios,
  runScenario,
  ScenarioError,
} from './runScenario.ts';
export type {
  Answer,
  Expectations,
  ExpectedCall,
  Scenario,
  ScenarioFile,
  ScenarioOptions,
  Thrown,
} from './scenario.ts';
export type { MadeCall } from './services.ts';
export { callingStates } from './steps.ts';
export { runSuite, type SuiteResult, tally } from './suite.ts';
