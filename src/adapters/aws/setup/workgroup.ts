import { type AthenaClient, GetWorkGroupCommand } from '@aws-sdk/client-athena';
import type { Answer } from '../../../doctor/aws-setup/answer.ts';
import type { Workgroup } from '../../../doctor/aws-setup/workgroup.ts';
import { ask } from './ask.ts';

export function askWorkgroup(client: AthenaClient, name: string): Promise<Answer<Workgroup>> {
  return ask(
    {
      permission: 'athena:GetWorkGroup',
      // Athena has one exception for all that is wrong with a request; only its text tells which.
      isAbsent: ({ name, message }) => name === 'InvalidRequestException' && /not found/i.test(message),
    },
    async () => {
      const { WorkGroup } = await client.send(new GetWorkGroupCommand({ WorkGroup: name }));
      if (!WorkGroup) return undefined;
      const { State, Configuration = {} } = WorkGroup;
      const { EngineVersion, ResultConfiguration, ManagedQueryResultsConfiguration } = Configuration;
      return {
        enabled: State === 'ENABLED',
        engine: EngineVersion?.EffectiveEngineVersion ?? '',
        cutoff: Configuration.BytesScannedCutoffPerQuery,
        enforced: Configuration.EnforceWorkGroupConfiguration ?? false,
        outputLocation: ResultConfiguration?.OutputLocation || undefined,
        managedResults: ManagedQueryResultsConfiguration?.Enabled ?? false,
      };
    },
  );
}
