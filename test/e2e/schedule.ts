import type { Answer } from './lambda-environment.ts';
import type { LambdaHost } from './lambda-host.ts';
import type { Deployed } from './template.ts';

export interface Schedule {
  /**
   * Sends what EventBridge Scheduler sends when a run is due. Lambda tries again, twice unless the template says
   * otherwise; what fails for good goes to the queue that the template names.
   *
   * @param scheduledTime the instant for which the run is due: `2025-10-31T07:00:00Z`
   */
  deliver(scheduledTime: string): Promise<Answer>;
  /** Calls the start function with another event in the same way: without waiting for its answer. */
  send(event: unknown): Promise<Answer>;
  /** what was given up, by the ARN of the queue */
  deadLetters: readonly { queue: string; event: unknown; answer: Answer }[];
}

interface Target {
  Arn: string;
  Input: string;
}

interface InvokeConfig {
  FunctionName: string;
  MaximumRetryAttempts?: number;
  DestinationConfig?: { OnFailure?: { Destination?: string } };
}

/** The stack's schedule. */
export function scheduleOf({ resources, ofType }: Deployed, lambda: LambdaHost): Schedule {
  const [id = ''] = ofType('AWS::Scheduler::Schedule');
  const { Arn, Input } = (resources[id]?.Properties.Target ?? {}) as Target;
  const name = lambda.functions.get(Arn)?.name;
  const config = ofType('AWS::Lambda::EventInvokeConfig')
    .map((config) => resources[config]?.Properties as unknown as InvokeConfig)
    .find(({ FunctionName }) => FunctionName === name);
  const { MaximumRetryAttempts = 2, DestinationConfig } = config ?? {};
  const deadLetters: Schedule['deadLetters'][number][] = [];

  const send = async (event: unknown): Promise<Answer> => {
    let answer = await lambda.invoke(Arn, event);
    for (let retry = 0; answer.error && retry < MaximumRetryAttempts; retry += 1) {
      answer = await lambda.invoke(Arn, event);
    }
    const queue = DestinationConfig?.OnFailure?.Destination;
    if (answer.error && queue) deadLetters.push({ queue, event, answer });
    return answer;
  };

  return {
    deadLetters,
    deliver: (scheduledTime) =>
      send(JSON.parse(Input.replaceAll('<aws.scheduler.scheduled-time>', scheduledTime))),
    send,
  };
}
