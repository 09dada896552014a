import { createHash, randomUUID } from 'node:crypto';
import { type AthenaClient, GetWorkGroupCommand } from '@aws-sdk/client-athena';
import { athenaEngine } from '../adapters/aws/athena.ts';
import { describeTable } from '../adapters/aws/athena-table.ts';
import { s3Logs } from '../adapters/aws/s3-logs.ts';
import { isWithin, parsePath } from '../logs/layout.ts';
import { scannedPartitions } from '../plan/cost.ts';
import type { QueryEngine } from '../ports.ts';
import type { Partitions, ProjectedFolders } from '../run/run.ts';
import { QUERY_LIMITS } from '../steps/poll-query.ts';
import { coveredPlan } from '../table/table-coverage.ts';
import { athenaClient, bucketFaults, s3Client } from './aws.ts';
import type { RunOptions } from './options.ts';
import type { Engine, Estimate } from './place.ts';
import { parseS3Location } from './s3-location.ts';

/** Athena's own, where no workgroup is named. */
export const DEFAULT_WORKGROUP = 'primary';

/** Athena over the table that the configuration names. */
export function athena(options: RunOptions): Engine {
  const { workgroup = DEFAULT_WORKGROUP, output, logBucket = '' } = options;
  const client = athenaClient(options);
  const s3 = s3Client(options);
  const { bucket, prefix } = parseS3Location(logBucket) ?? { bucket: '', prefix: '' };
  const logs = (partitions: Partitions, projected?: ProjectedFolders) =>
    s3Logs({ client: s3, bucket, prefix, partitions, projected });

  return {
    name: 'athena',
    charged: true,
    remoteFaults: () => bucketFaults(s3, 'log-bucket', bucket),
    source: async ({ database, table }) => `${database}.${table} over s3://${bucket}/${prefix}`,
    async covered(plan, { table }, now) {
      return coveredPlan(plan, { description: await describeTable(client, table), table, now });
    },
    async estimate({ run, reports }, { table }): Promise<Estimate> {
      const within = scannedPartitions(run.partitions, table);
      try {
        const { files, bytes, complete, notProjected = [] } = await logs(within, run.projected).survey();
        return {
          files,
          bytes,
          complete,
          scannedBytes: reports.map(() => bytes),
          scanLimit: await scanLimitOf(client, workgroup),
          notProjected: notProjected.filter((path) => isWithin(parsePath(path), run.partitions)),
        };
      } catch (error) {
        return { error: `log-bucket: ${bucket} cannot be listed: ${(error as Error).message}` };
      }
    },
    async open({ plan, config }) {
      const engine = athenaEngine({
        athena: client,
        s3,
        workgroup,
        database: config.table.database,
        outputLocation: output?.replace(/\/?$/, '/'),
      });
      const { stop, ...queries } = ownQueries(engine);
      return {
        ...queries,
        logs: logs(plan.run.partitions, plan.run.projected),
        limits: QUERY_LIMITS,
        paced: ['RunQuery', 'WaitForQuery', 'PollQuery', 'WaitForRetry'],
        close: stop,
        abandon: stop,
      };
    },
  };
}

/** Not known to a user who may not look at the workgroup: a run needs no permission for that. */
async function scanLimitOf(client: AthenaClient, workgroup: string): Promise<number | undefined> {
  const found = client.send(new GetWorkGroupCommand({ WorkGroup: workgroup }));
  return found.then(
    ({ WorkGroup }) => WorkGroup?.Configuration?.BytesScannedCutoffPerQuery,
    () => undefined,
  );
}

/**
 * The queries of this run alone. Athena answers a token that it knows with the query execution of that time: asked for
 * again after a repair, a run would get the failure of the run before, or rows from before late logs arrived. `stop`
 * ends the queries still running: they are charged, and their results are not needed.
 */
function ownQueries(engine: QueryEngine): { engine: QueryEngine; stop(): Promise<void> } {
  const salt = randomUUID();
  const unfinished = new Set<string>();
  return {
    engine: {
      ...engine,
      async start(query) {
        const token = createHash('sha256').update(`${salt}/${query.token}`).digest('hex');
        const id = await engine.start({ ...query, token });
        unfinished.add(id);
        return id;
      },
      async poll(id) {
        const execution = await engine.poll(id);
        if (execution.state !== 'queued' && execution.state !== 'running') unfinished.delete(id);
        return execution;
      },
    },
    async stop() {
      await Promise.allSettled([...unfinished].map((id) => engine.stop(id)));
    },
  };
}
