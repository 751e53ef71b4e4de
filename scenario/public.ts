/** What `arazzo-step-functions/testing` offers: scenarios in tests of one's own. */
export type { Failure, ScenarioPlace, ScenarioResult } from './run.ts';
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
