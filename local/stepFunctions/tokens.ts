import type { Json } from '../interpreter/index.ts';
import { optionalText, refusal, textIn } from '../services/index.ts';
import type { SfnCall, SfnHandlers } from './store.ts';

/** Answers to Tasks that wait for them (`.waitForTaskToken`). */
export const tokens: SfnHandlers = {
  SendTaskSuccess(call) {
    let output: Json;
    try {
      output = JSON.parse(textIn(call, 'output'));
    } catch {
      throw refusal(call, 'InvalidOutput', "Invalid output: 'The output is not valid JSON'");
    }
    return settled(call, call.context.tokens.succeed(textIn(call, 'taskToken'), output));
  },

  SendTaskFailure: (call) =>
    settled(
      call,
      call.context.tokens.fail(textIn(call, 'taskToken'), optionalText(call, 'error'), optionalText(call, 'cause')),
    ),

  SendTaskHeartbeat: (call) => settled(call, call.context.tokens.heartbeat(textIn(call, 'taskToken'))),
};

function settled(call: SfnCall, waiting: boolean): Record<string, never> {
  if (waiting) return {};
  throw refusal(call, 'TaskDoesNotExist', "Task does not exist: 'Nobody waits for this task token'");
}
