import { GetWorkGroupCommand } from '@aws-sdk/client-athena';
import { Temporal } from 'temporal-polyfill';
import type { Setup } from '../../../doctor/setup.ts';
import { resultLocation, type Workgroup } from '../../../doctor/workgroup.ts';
import { scannedPartitions } from '../../../plan/cost.ts';
import { dayOf } from '../../../time/days.ts';
import { s3Logs } from '../s3-logs.ts';
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
  const [lastDay, results] = await Promise.all([
    askLastDay(clients, setup),
    location === undefined ? undefined : askBucket(clients, bucket),
  ]);
  return { settings, lastDay, results };
}

/** Some seconds, as a person waits: an organization of 200 accounts. */
const MAX_LISTS = 4000;

function askLastDay({ s3 }: Clients, { logs, config, now }: Setup): Promise<Workgroup['lastDay']> {
  const day = dayOf(Temporal.Instant.from(now).subtract({ hours: 24 }).toString());
  const { accounts, regions, table } = config;
  const partitions = { from: day, to: day, ...(accounts && { accounts }), ...(regions && { regions }) };
  const source = s3Logs({
    client: s3,
    ...logs,
    partitions: scannedPartitions(partitions, table),
    maxLists: MAX_LISTS,
  });
  return ask('s3:ListBucket', () => source.survey(), 'NoSuchBucket');
}
