import './promise-with-resolvers.ts';
import { StateMachine } from 'aws-local-stepfunctions';
import type { Plan } from '../../run/run.ts';

/** What the interpreter says of an execution as it goes on: states entered, exited, retried, caught. */
export type FlowEvent = Awaited<ReturnType<ReturnType<StateMachine['run']>['eventLogs']['next']>>['value'];

/** What stands behind each Task state of the definition, by the state's name. */
export type FlowSteps = Readonly<Record<string, (input: never) => Promise<unknown>>>;

export interface LocalFlow {
  /** Runs the flow to its end; resolves to the last step's output. */
  run(plan: Plan): Promise<unknown>;
}

export interface LocalFlowOptions {
  onEvent?: (event: FlowEvent) => void;
  /** states that take the definition's own time for their waits and before their retries; others go on at once */
  paced?: readonly string[];
}

const WAIT_STATES = ['WaitForQuery', 'WaitForRetry'];
const WAIT_MILLISECONDS = 1;

/**
 * The state machine definition (Amazon States Language), interpreted on this machine over the given steps. As on AWS,
 * only JSON passes between them.
 */
export function localFlow(
  definition: string,
  steps: FlowSteps,
  { onEvent = () => {}, paced = [] }: LocalFlowOptions = {},
): LocalFlow {
  // The functions' ARNs are known once deployed; here no function is called.
  const deployed = definition.replace(/\$\{(\w+)Arn\}/g, 'arn:aws:lambda:us-east-1:000000000000:function:$1');
  // Here somebody sees that it still runs, and a year on one machine may take its days.
  const { TimeoutSeconds: _, ...unlimited } = JSON.parse(deployed);
  // The tests hold the definition against the language's schema, which takes longer to compile than some reports to run.
  const machine = new StateMachine(unlimited, { validationOptions: { noValidate: true } });
  const asJson = (value: unknown) => JSON.parse(JSON.stringify(value ?? null));
  const handlers = Object.entries(steps).map(([state, step]) => [
    state,
    async (input: unknown) => asJson(await step(asJson(input) as never)),
  ]);

  return {
    async run(plan) {
      const execution = machine.run(asJson(plan), {
        overrides: {
          taskResourceLocalHandlers: Object.fromEntries(handlers),
          waitTimeOverrides: atOnce(WAIT_STATES, paced),
          retryIntervalOverrides: atOnce(Object.keys(steps), paced),
        },
      });
      const log = (async () => {
        for await (const event of execution.eventLogs) onEvent(event);
      })();
      const output = await execution.result;
      await log;
      return output;
    },
  };
}

function atOnce(states: readonly string[], paced: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    states.filter((state) => !paced.includes(state)).map((state) => [state, WAIT_MILLISECONDS]),
  );
}
