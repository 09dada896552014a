/** An AWS account on this machine, with the packaged stack in it. */
import { type AthenaEndpoint, type AthenaEndpointOptions, startAthenaEndpoint } from '../endpoints/athena.ts';
import type { LakeOptions } from '../endpoints/athena-lake.ts';
import type { ParquetTable } from '../endpoints/athena-parquet.ts';
import type { Workgroups } from '../endpoints/athena-request.ts';
import { type S3Endpoint, startS3Endpoint } from '../endpoints/s3.ts';
import { type SesEndpoint, startSesEndpoint } from '../endpoints/ses.ts';
import { type StepFunctionsEndpoint, startStepFunctionsEndpoint } from '../endpoints/step-functions.ts';
import { Buckets } from './buckets.ts';
import { type FunctionOptions, functionsOf } from './functions.ts';
import type { Answer } from './lambda-environment.ts';
import { type LambdaHost, startLambdaHost } from './lambda-host.ts';
import type { Packaged } from './packaged.ts';
import { type Schedule, scheduleOf } from './schedule.ts';
import { deployedDefinition, type Pace, stateMachine } from './state-machine.ts';
import { type Deployed, deploy } from './template.ts';
import { workgroupsOf } from './workgroups.ts';

export interface AccountOptions {
  /** a directory that holds `AWSLogs/…`: goes to the log bucket */
  logs: string;
  /** the accounts and regions in the table's location, where it does not hold all */
  covers?: LakeOptions['covers'];
  /** workgroups that are there beside the stack's */
  workgroups?: Workgroups;
  /** buckets that are there beside the stack's and the log bucket */
  buckets?: readonly string[];
  functions?: FunctionOptions;
  firstPolls?: AthenaEndpointOptions['firstPolls'];
}

export interface Account {
  packaged: Packaged;
  deployed: Deployed;
  s3: S3Endpoint;
  ses: SesEndpoint;
  athena: AthenaEndpoint;
  stepFunctions: StepFunctionsEndpoint;
  lambda: LambdaHost;
  buckets: Buckets;
  schedule: Schedule;
  archiveBucket: string;
  /** ARN of the function that starts runs */
  startFunction: string;
  /** what can be changed between runs */
  pace: Pace;
  /** Calls the start function as a person does, who waits for the answer. */
  start(request: unknown): Promise<Answer>;
  /** Waits until no execution is running. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

// Long enough that looking takes less of the machine than the query does.
const WAIT_MILLISECONDS = 20;

/** Starts everything that the stack needs, and the stack. */
export async function openAccount(packaged: Packaged, options: AccountOptions): Promise<Account> {
  const deployed = deploy(packaged.template);
  const { services, buckets } = await startServices(packaged, deployed, options);
  const { s3, ses, athena } = services;
  const pace: Pace = { milliseconds: WAIT_MILLISECONDS };
  const run = stateMachine(deployedDefinition(deployed), pace);
  const stepFunctions = await startStepFunctionsEndpoint({
    stateMachineArn: deployed.ref(deployed.ofType('AWS::StepFunctions::StateMachine')[0] ?? ''),
    run: (input, { arn }) => run(input, arn, lambda),
  });
  const reached = { s3, ses, athena, stepFunctions };
  const lambda = startLambdaHost(await functionsOf(deployed, packaged.bundles, reached, options.functions));
  const settled = async () => void (await Promise.all(stepFunctions.executions.map(({ over }) => over)));
  const named = (name: string) => [...lambda.functions.values()].find((it) => it.name.endsWith(`-${name}`));
  const startFunction = named('start')?.arn ?? '';

  return {
    packaged,
    deployed,
    ...services,
    stepFunctions,
    lambda,
    buckets,
    schedule: scheduleOf(deployed, lambda),
    archiveBucket: named('archiveReport')?.variables.ARCHIVE_BUCKET ?? '',
    startFunction,
    pace,
    start: (request) => lambda.invoke(startFunction, request),
    settled,
    async close() {
      lambda.close();
      await settled();
      buckets.close();
      await athena.close();
      await Promise.all([s3, ses, stepFunctions].map((service) => service.close()));
    },
  };
}

async function startServices(packaged: Packaged, deployed: Deployed, options: AccountOptions) {
  const { logs, covers, firstPolls, workgroups = {}, buckets: others = [] } = options;
  const made = deployed.ofType('AWS::S3::Bucket').map((id) => deployed.ref(id));
  const s3 = await startS3Endpoint([...made, packaged.logs.bucket, ...others]);
  const buckets = new Buckets(s3.client);
  const [ses, athena] = await Promise.all([
    startSesEndpoint(),
    startAthenaEndpoint({
      s3Endpoint: s3,
      logs,
      table: packaged.config.table,
      location: `s3://${packaged.logs.bucket}/${packaged.logs.prefix}`,
      workgroups: { ...workgroupsOf(deployed), ...workgroups },
      parquet: parquetOf(deployed),
      ...(covers && { covers }),
      ...(firstPolls && { firstPolls }),
    }),
    buckets.upload(logs, packaged.logs),
  ]);
  return { services: { s3, ses, athena }, buckets };
}

/** The stack's table over the events that runs keep; undefined without history. */
function parquetOf(deployed: Deployed): ParquetTable | undefined {
  const [id = ''] = deployed.ofType('AWS::Glue::Table');
  const table = deployed.resources[id];
  if (!table) return undefined;
  const { DatabaseName, TableInput } = table.Properties as {
    DatabaseName: string;
    TableInput: { Name: string; Parameters: Record<string, string> };
  };
  return {
    database: DatabaseName,
    name: TableInput.Name,
    template: TableInput.Parameters['storage.location.template'] ?? '',
    kinds: (TableInput.Parameters['projection.kind.values'] ?? '').split(','),
  };
}
