import { GetWorkGroupCommand } from '@aws-sdk/client-athena';
import type { Setup } from '../../../doctor/setup.ts';
import { resultLocation, type Workgroup } from '../../../doctor/workgroup.ts';
import { ask, type Clients } from './ask.ts';
import { askBucket } from './bucket.ts';

/** The workgroup, and the bucket of its results. */
export async function askWorkgroup(clients: Clients, setup: Setup): Promise<Workgroup> {
  const { athena } = clients;
  const { workgroup: name, output } = setup;
  const call = async () => {
    const { WorkGroup } = await athena.send(new GetWorkGroupCommand({ WorkGroup: name }));
    if (!WorkGroup) return undefined;
    const { State, Configuration = {} } = WorkGroup;
    return {
      enabled: State === 'ENABLED',
      engine: Configuration.EngineVersion?.EffectiveEngineVersion ?? '',
      cutoff: Configuration.BytesScannedCutoffPerQuery,
      enforced: Configuration.EnforceWorkGroupConfiguration ?? false,
      outputLocation: Configuration.ResultConfiguration?.OutputLocation || undefined,
      managedResults: Configuration.ManagedQueryResultsConfiguration?.Enabled ?? false,
    };
  };
  // Athena has one exception for everything wrong with a request; only its text says which.
  const settings = await ask(
    'athena:GetWorkGroup',
    call,
    ({ name, message }) => name === 'InvalidRequestException' && /not found/i.test(message),
  );
  const location = resultLocation(settings, output);
  const [, bucket = ''] = /^s3:\/\/([^/]+)/.exec(location ?? '') ?? [];
  return { settings, results: location === undefined ? undefined : await askBucket(clients, bucket) };
}
