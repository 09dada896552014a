import './promise-with-resolvers.ts';
import { StateMachine } from 'aws-local-stepfunctions';
import type { Plan } from '../../run/run.ts';

/** A state entered, exited, retried or caught. */
export type FlowEvent = Awaited<ReturnType<ReturnType<StateMachine['run']>['eventLogs']['next']>>['value'];

/** What each Task state of the definition calls, by the state's name. */
export type FlowSteps = Readonly<Record<string, (input: never) => Promise<unknown>>>;

export interface LocalFlowOptions {
  onEvent?: (event: FlowEvent) => void;
  /** states that take the definition's own time for their waits and before their retries; others go on at once */
  paced?: readonly string[];
}

const WAIT_STATES = ['WaitForCollect', 'WaitForCollectRetry', 'WaitForQuery', 'WaitForRetry'];
const WAIT_MILLISECONDS = 1;

/**
 * Runs the state machine definition (Amazon States Language) to its end, on this machine and over the given steps. As on
 * AWS, only JSON passes between them.
 *
 * @returns the last step's output
 */
export async function runLocalFlow(
  definition: string,
  steps: FlowSteps,
  plan: Plan,
  { onEvent, paced = [] }: LocalFlowOptions = {},
): Promise<unknown> {
  // Made up, for no function is called here.
  const deployed = definition.replace(/\$\{(\w+)Arn\}/g, 'arn:aws:lambda:us-east-1:000000000000:function:$1');
  // Without the time limit: here a person sees that it still runs, and a year of logs may take days.
  const { TimeoutSeconds: _, ...unlimited } = JSON.parse(deployed);
  // The tests validate the definition; to compile the schema takes longer than some reports.
  const machine = new StateMachine(unlimited, { validationOptions: { noValidate: true } });
  const asJson = (value: unknown) => JSON.parse(JSON.stringify(value ?? null));
  const handlers = Object.entries(steps).map(([state, step]) => [
    state,
    async (input: unknown) => asJson(await step(asJson(input) as never)),
  ]);
  const atOnce = (states: readonly string[]) =>
    Object.fromEntries(
      states.filter((state) => !paced.includes(state)).map((state) => [state, WAIT_MILLISECONDS]),
    );
  const execution = machine.run(asJson(plan), {
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(handlers),
      waitTimeOverrides: atOnce(WAIT_STATES),
      retryIntervalOverrides: atOnce(Object.keys(steps)),
    },
  });
  const log = (async () => {
    for await (const event of execution.eventLogs) onEvent?.(event);
  })();
  const output = await execution.result;
  await log;
  return output;
}
