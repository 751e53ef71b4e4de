import type { Models, Operation } from '../apis/index.ts';
import { placeOf } from '../source/index.ts';
import type { Frame, SecretReference, StepScope } from './frame.ts';
import type { Graph } from './graph.ts';
import type { CallNode, Edge } from './plan.ts';
import { retriersOf } from './retriers.ts';
import { referencesSent } from './secretReferences.ts';
import { callTimeout } from './timeouts.ts';
import type { Read } from './value.ts';

/** The edge into a call that sends secrets: those that are given by reference are read first, right before they are sent. */
export function readSecrets(step: StepScope, call: Edge, graph: Graph): Edge {
  const sent = referencesSent(step);
  return sent.reduceRight((next, { frame, reference }) => readSecret(step, frame, reference, next, graph), call);
}

function readSecret(step: StepScope, frame: Frame, reference: SecretReference, next: Edge, graph: Graph): Edge {
  const place = placeOf(step.step.id.node);
  const id = referenceRead(frame, reference, step);
  const to = graph.once(
    step,
    `by reference ${reference.input}`,
    `${step.state}: ${reference.input} by reference?`,
    (name) => {
      const read = graph.once(step, `read ${reference.input}`, `${step.state}: read ${reference.input}`, (readName) =>
        secretCall(readName, step, reference, id, next, graph),
      );
      return {
        kind: 'decide',
        on: 'response',
        name,
        place,
        rules: [{ test: { kind: 'exists', value: id }, next: { to: read, assign: [] } }],
        otherwise: next,
      };
    },
  );
  return { to, assign: [] };
}

function secretCall(
  name: string,
  step: StepScope,
  reference: SecretReference,
  id: Read,
  next: Edge,
  graph: Graph,
): CallNode {
  const operation = getSecretValue(graph.binder.options.models);
  const place = placeOf(step.step.id.node);
  return {
    kind: 'call',
    name,
    comment: `Read ${reference.input} from AWS Secrets Manager; the next call sends it, and nothing keeps it.`,
    place,
    operation,
    arguments: { members: [{ name: 'SecretId', value: id, required: true }] },
    timeoutSeconds: callTimeout(step, operation, graph.binder.options),
    retry: retriersOf({ operation, repeatable: true }, graph.binder),
    catch: [],
    next: { to: next.to, assign: [{ kind: 'secret', reference }, ...next.assign] },
  };
}

function getSecretValue(models: Models): Operation {
  const operation = models.service('secretsmanager')?.operation('GetSecretValue');
  if (operation === undefined) throw new Error('models: AWS Secrets Manager has no GetSecretValue');
  return operation;
}

function referenceRead(frame: Frame, { reference }: SecretReference, step: StepScope): Read {
  return {
    kind: 'read',
    from: { kind: 'input', frame, name: reference },
    path: [],
    certain: false,
    sensitive: false,
    place: placeOf(step.step.id.node),
    type: 'text',
  };
}
