import type {
  GetQueryExecutionInput,
  GetTableMetadataInput,
  GetWorkGroupInput,
  StartQueryExecutionInput,
  StopQueryExecutionInput,
  TableMetadata,
} from '@aws-sdk/client-athena';
import { S3Client } from '@aws-sdk/client-s3';
import { QueryExecutions } from './athena-executions.ts';
import { openLake } from './athena-lake.ts';
import { type ParquetTable, parseUnload } from './athena-parquet.ts';
import { invalid, type StartedQuery, startedQuery, type Workgroups } from './athena-request.ts';
import { projectedTable, type TableOptions, tableMetadata } from './athena-tables.ts';
import { type QueryFault, work } from './athena-work.ts';
import { workgroupOf } from './athena-workgroups.ts';
import { type JsonService, type Operations, ServiceError, serveJson } from './json-service.ts';
import type { S3Endpoint } from './s3.ts';

export interface AthenaEndpointOptions extends TableOptions {
  /** takes the results; their bucket must be there */
  s3Endpoint: Pick<S3Endpoint, 'client'>;
  /** by name; `audit` with its results enforced to lie below `s3://results/athena/`, unless given */
  workgroups?: Workgroups;
  /** a table over Parquet beside the one over the logs */
  parquet?: ParquetTable | undefined;
  /** what the first polls of every query say, whatever has become of it: QUEUED, then RUNNING, unless given */
  firstPolls?: readonly ('QUEUED' | 'RUNNING')[];
}

export interface AthenaEndpoint extends JsonService {
  /** configuration of an Athena client */
  client: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
  /** every query execution so far, in the order of their start */
  queries: readonly StartedQuery[];
  /** what the catalog says of tables, by `database.table`: of the one over the logs, until it is changed */
  tables: Record<string, TableMetadata>;
  /** what the account may have: queries that are not over, and how often it was told so; any number, until it is changed */
  concurrency: { most: number; refused: number };
  /** how many queries are not over, as far as polls have shown */
  active(): number;
  /** The next query that matches (any, unless given) ends in this way; and so do the `times - 1` after it. */
  failQuery(fault: QueryFault, matches?: (query: StartedQuery) => boolean, times?: number): void;
}

const WORKGROUPS: Workgroups = { audit: { outputLocation: 's3://results/athena/', enforced: true } };

/**
 * A small Athena over DuckDB. What it cannot show: Trino's own dialect and types, partition projection. An execution is over when its work is done and its first polls are used up.
 */
export async function startAthenaEndpoint(options: AthenaEndpointOptions): Promise<AthenaEndpoint> {
  const { workgroups = WORKGROUPS, firstPolls = ['QUEUED', 'RUNNING'] } = options;
  const lake = await openLake(options);
  const s3 = new S3Client({
    ...options.s3Endpoint.client,
    // s3rver keeps a checksum that comes after the content as part of the content.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    // Where a kept connection turns out to be closed, a request with a stream cannot be repeated.
    requestHandler: { httpAgent: { keepAlive: false } },
  });
  const executions = new QueryExecutions(
    (query, fault, stop) => work(query, fault, stop, { lake, s3, parquet: options.parquet }),
    firstPolls,
  );

  const tables = {
    [`${options.table.database}.${options.table.table}`]: await projectedTable(options),
  };

  const concurrency = { most: Number.POSITIVE_INFINITY, refused: 0 };

  const parse = async (sql: string) => lake.parse(parseUnload(sql)?.sql ?? sql);

  const operations: Operations = {
    async StartQueryExecution(input: StartQueryExecutionInput) {
      const query = startedQuery(input, workgroups);
      await parse(query.sql).catch((error) => {
        throw invalid(error.message, 'MALFORMED_QUERY');
      });
      if (!executions.isKnown(query) && executions.active() >= concurrency.most) {
        concurrency.refused += 1;
        throw new ServiceError(
          'TooManyRequestsException',
          'You have exceeded the limit for the number of queries you can run concurrently.',
          { Reason: 'CONCURRENT_QUERY_LIMIT_EXCEEDED' },
        );
      }
      return { QueryExecutionId: executions.start(query, JSON.stringify(input)) };
    },
    GetQueryExecution: ({ QueryExecutionId }: GetQueryExecutionInput) => ({
      QueryExecution: executions.poll(QueryExecutionId),
    }),
    StopQueryExecution({ QueryExecutionId }: StopQueryExecutionInput) {
      executions.stop(QueryExecutionId);
      return {};
    },
    GetWorkGroup: (input: GetWorkGroupInput) => workgroupOf(input, workgroups),
    GetTableMetadata: (input: GetTableMetadataInput) => tableMetadata(input, tables),
  };

  const service = await serveJson(operations);
  return {
    ...service,
    client: {
      endpoint: service.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    },
    queries: executions.queries,
    tables,
    concurrency,
    active: () => executions.active(),
    failQuery: (fault, matches = () => true, times = 1) => executions.fail(fault, matches, times),
    async close() {
      await service.close();
      await executions.end();
      lake.close();
      s3.destroy();
    },
  };
}
