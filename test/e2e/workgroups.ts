import type { Workgroups } from '../endpoints/athena-request.ts';
import type { Deployed } from './template.ts';

interface WorkGroupConfiguration {
  EnforceWorkGroupConfiguration?: boolean;
  BytesScannedCutoffPerQuery?: number;
  ResultConfiguration?: { OutputLocation?: string };
}

/** The stack's workgroups, as the Athena endpoint takes them. */
export function workgroupsOf({ resources, ofType }: Deployed): Workgroups {
  const entries = ofType('AWS::Athena::WorkGroup').map((id) => {
    const { Name, WorkGroupConfiguration = {} } = resources[id]?.Properties ?? {};
    const { EnforceWorkGroupConfiguration, BytesScannedCutoffPerQuery, ResultConfiguration } =
      WorkGroupConfiguration as WorkGroupConfiguration;
    return [
      Name,
      {
        outputLocation: ResultConfiguration?.OutputLocation,
        enforced: EnforceWorkGroupConfiguration,
        scanLimit: BytesScannedCutoffPerQuery,
      },
    ];
  });
  return Object.fromEntries(entries);
}
