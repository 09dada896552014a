import type { Execution } from '../endpoints/step-functions.ts';
import { matches, type Rule, transformed } from './event-rule.ts';
import { ACCOUNT, type Deployed, REGION } from './template.ts';

/** What SNS is given to send when an execution ends: for each of the stack's rules that the event matches, its text. */
export function noticesAbout(execution: Execution, { resources, ofType, ref }: Deployed): string[] {
  const event = statusChange(execution, ref('StateMachine'));
  return ofType('AWS::Events::Rule')
    .map((id) => resources[id]?.Properties as unknown as Rule)
    .filter(({ EventPattern }) => matches(EventPattern, event))
    .flatMap(({ Targets }) => Targets.map(({ InputTransformer }) => transformed(InputTransformer, event)));
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
function statusChange(
  { arn, name, status, input, output, error, cause }: Execution,
  stateMachineArn: string,
) {
  return {
    version: '0',
    'detail-type': 'Step Functions Execution Status Change',
    source: 'aws.states',
    account: ACCOUNT,
    time: '2026-11-22T07:10:00Z',
    region: REGION,
    resources: [arn],
    detail: {
      executionArn: arn,
      stateMachineArn,
      name,
      status,
      input,
      output: output ?? null,
      error: error ?? null,
      cause: cause ?? null,
    },
  };
}
