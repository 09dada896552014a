/** Runs the packaged definition over the functions that it names. */
import '../../src/adapters/local/promise-with-resolvers.ts';
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { ABORTED } from '../endpoints/step-functions.ts';
import type { LambdaError } from './lambda-environment.ts';
import type { LambdaHost } from './lambda-host.ts';
import type { Deployed } from './template.ts';

interface State {
  Type: string;
  Resource?: string;
  Retry?: unknown;
  ItemProcessor?: { States: Record<string, State> };
}

export interface Pace {
  /** how long a Wait state really waits */
  milliseconds: number;
  /** the report whose waits count against its query's limit as if each had taken ten minutes */
  lapse?: string | undefined;
  /** what is waited for when a Task has failed, before it may be tried again */
  afterFailure?: ((error: LambdaError) => Promise<void>) | undefined;
  /** the Task state at which somebody stops executions, once */
  stop?: Stop | undefined;
}

export interface Stop {
  state: string;
  /** `unrecorded`: the function has done its work, and the execution is stopped before it hears of it */
  when: 'before' | 'unrecorded' | 'after';
}

/** The definition as Step Functions gets it: with its substitutions. */
export function deployedDefinition({ resources, ofType }: Deployed): StateMachineDefinition {
  const [id = ''] = ofType('AWS::StepFunctions::StateMachine');
  const { Definition, DefinitionSubstitutions = {} } = resources[id]?.Properties ?? {};
  const substitutions = DefinitionSubstitutions as Record<string, string>;
  const text = JSON.stringify(Definition).replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = substitutions[name];
    if (value === undefined) throw new Error(`the template substitutes nothing for ${name}`);
    return value;
  });
  return JSON.parse(text);
}

/**
 * @returns what runs an execution of the definition, over the functions given, to its end. Run again under its ARN, it
 * goes on from where it failed: what succeeded is not called again.
 */
export function stateMachine(definition: StateMachineDefinition, pace: Pace) {
  const machine = new StateMachine(withoutTimeouts(definition));
  const states = [...statesOf(definition.States as Record<string, State>)];
  const tasks = states.flatMap(([name, { Resource }]) => (Resource ? [[name, Resource] as const] : []));

  const succeeded = new Map<string, Map<string, unknown>>();

  return async (input: unknown, arn: string, lambda: LambdaHost): Promise<unknown> => {
    // A copy: functions that were at work when the execution was stopped still end.
    const before = new Map(succeeded.get(arn));
    const outputs = new Map(before);
    succeeded.set(arn, outputs);
    const call = async (state: string, resource: string, given: unknown) => {
      const name = JSON.stringify([resource, given]);
      stopAt(pace, { state, when: 'before' });
      if (!before.has(name)) {
        const output = await task(resource, given, lambda, pace);
        stopAt(pace, { state, when: 'unrecorded' });
        outputs.set(name, output);
      }
      stopAt(pace, { state, when: 'after' });
      return outputs.get(name);
    };
    const { result } = machine.run(input as never, {
      overrides: {
        taskResourceLocalHandlers: Object.fromEntries(
          tasks.map(([name, resource]) => [name, (given: unknown) => call(name, resource, given) as never]),
        ),
        waitTimeOverrides: namesOf(states, ({ Type }) => Type === 'Wait', pace.milliseconds),
        retryIntervalOverrides: namesOf(states, ({ Retry }) => Retry !== undefined, 1),
      },
    });
    return result.catch((error: Error) => {
      // The interpreter wraps what the states ended in.
      throw error.cause instanceof Error ? error.cause : error;
    });
  };
}

/** Those of the functions are shorter, and by a clock that does not run on a slow machine: steered-clock.mjs. */
function withoutTimeouts(definition: StateMachineDefinition): StateMachineDefinition {
  return JSON.parse(
    JSON.stringify(definition, (key, value) => (key === 'TimeoutSeconds' ? undefined : value)),
  );
}

function stopAt(pace: Pace, { state, when }: Stop): void {
  if (pace.stop?.state !== state || pace.stop.when !== when) return;
  pace.stop = undefined;
  throw new ExecutionAborted();
}

/** Somebody stops the execution. */
class ExecutionAborted extends Error {
  override readonly name = ABORTED;
  readonly isRetryable = false;
  readonly isCatchable = false;
}

function* statesOf(states: Record<string, State>): Generator<[string, State]> {
  for (const [name, state] of Object.entries(states)) {
    yield [name, state];
    yield* statesOf(state.ItemProcessor?.States ?? {});
  }
}

function namesOf(states: [string, State][], are: (state: State) => boolean, value: number) {
  return Object.fromEntries(states.filter(([, state]) => are(state)).map(([name]) => [name, value]));
}

async function task(arn: string, given: unknown, lambda: LambdaHost, pace: Pace): Promise<unknown> {
  const { report } = given as { report?: { id?: string } };
  const lapses = pace.lapse !== undefined && report?.id === pace.lapse;
  const { output, error } = await lambda.invoke(arn, sized(lapses ? afterWait(given) : given));
  if (error) {
    await pace.afterFailure?.(error);
    throw new TaskFailed(error);
  }
  return sized(output);
}

// https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
class TaskFailed extends Error {
  constructor(error: LambdaError) {
    super(JSON.stringify(error));
    this.name = error.errorType;
  }
}

// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
const LARGEST_STATE_BYTES = 256 * 1024;

/** The interpreter knows no limit. */
function sized(state: unknown): unknown {
  const bytes = Buffer.byteLength(JSON.stringify(state));
  if (bytes > LARGEST_STATE_BYTES) throw new DataLimitExceeded(`${bytes} bytes`);
  return state;
}

class DataLimitExceeded extends Error {
  override readonly name = 'States.DataLimitExceeded';
  // Neither `Retry` nor `Catch` sees it: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
  readonly isRetryable = false;
  readonly isCatchable = false;
}

const LAPSE_MILLISECONDS = 600_000;

/** The query has been under way for longer by the wait before this state. */
function afterWait(given: unknown): unknown {
  const { query } = given as { query?: { startedAt?: string } };
  if (!query?.startedAt) return given;
  const startedAt = new Date(Date.parse(query.startedAt) - LAPSE_MILLISECONDS).toISOString();
  return { ...(given as object), query: { ...query, startedAt } };
}
