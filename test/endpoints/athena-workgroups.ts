import type { GetWorkGroupInput, GetWorkGroupOutput } from '@aws-sdk/client-athena';
import { invalid, type Workgroups } from './athena-request.ts';

/** What GetWorkGroup says. */
export function workgroupOf(
  { WorkGroup = '' }: GetWorkGroupInput,
  workgroups: Workgroups,
): GetWorkGroupOutput {
  const found = workgroups[WorkGroup];
  if (!found) throw invalid(`WorkGroup ${WorkGroup} is not found.`);
  const { outputLocation, enforced = false, scanLimit, managedResults = false } = found;
  const { state = 'ENABLED', engine = 'Athena engine version 3' } = found;
  return {
    WorkGroup: {
      Name: WorkGroup,
      State: state,
      Configuration: {
        EnforceWorkGroupConfiguration: enforced,
        EngineVersion: { SelectedEngineVersion: 'AUTO', EffectiveEngineVersion: engine },
        ManagedQueryResultsConfiguration: { Enabled: managedResults },
        ResultConfiguration: outputLocation === undefined ? {} : { OutputLocation: outputLocation },
        ...(scanLimit !== undefined && { BytesScannedCutoffPerQuery: scanLimit }),
      },
    },
  };
}
