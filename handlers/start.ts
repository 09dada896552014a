/** Starts a run: for the schedule, or for a person, who gets an answer at once. */
import { fileURLToPath } from 'node:url';
import { AthenaClient } from '@aws-sdk/client-athena';
import { SFNClient } from '@aws-sdk/client-sfn';
import { describeTable } from '../src/adapters/athena-table.ts';
import { readReportFiles } from '../src/adapters/report-files.ts';
import { startExecution } from '../src/adapters/step-functions.ts';
import { parseCatalogue } from '../src/catalogue.ts';
import type { Plan } from '../src/run.ts';
import { coveredPlan } from '../src/table-coverage.ts';
import { affordable } from './affordable.ts';
import { requestPlan } from './request-plan.ts';
import { config, environment, logged, logger, now } from './wiring.ts';

const athena = new AthenaClient();
const machine = { client: new SFNClient(), stateMachineArn: environment('STATE_MACHINE_ARN') };
const archive = `s3://${environment('ARCHIVE_BUCKET')}`;
const reports = fileURLToPath(new URL('../sql/reports', import.meta.url));

export const handler = logged(async (event: unknown) => {
  const catalogue = parseCatalogue(await readReportFiles(reports));
  const plan = await affordable(await covered(requestPlan(event, { config, catalogue, now: now() })));
  const { run } = plan;
  logger.appendKeys({ runId: run.runId });
  const { executionArn, alreadyStarted } = await startExecution(machine, plan);
  logger.info('run started', { trigger: run.trigger, window: run.window, executionArn, alreadyStarted });
  return {
    runId: run.runId,
    executionArn,
    alreadyStarted,
    archive: `${archive}/${run.archive}`,
    window: run.window,
  };
});

/** Before anything is started: what the table leaves out would be missing from the reports without a word. */
async function covered(plan: Plan): Promise<Plan> {
  const { table } = config;
  return coveredPlan(plan, { description: await describeTable(athena, table), table, now: now() });
}
