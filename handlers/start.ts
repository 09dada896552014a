/** Starts a run: for the schedule, or for a person, who gets an answer at once. */
import { fileURLToPath } from 'node:url';
import { SFNClient } from '@aws-sdk/client-sfn';
import { readReportFiles } from '../src/adapters/report-files.ts';
import { startExecution } from '../src/adapters/step-functions.ts';
import { parseCatalogue } from '../src/catalogue.ts';
import { requestPlan } from './request-plan.ts';
import { config, environment, logged, logger, now } from './wiring.ts';

const machine = { client: new SFNClient(), stateMachineArn: environment('STATE_MACHINE_ARN') };
const archive = `s3://${environment('ARCHIVE_BUCKET')}`;
const reports = fileURLToPath(new URL('../sql/reports', import.meta.url));

export const handler = logged(async (event: unknown) => {
  const catalogue = parseCatalogue(await readReportFiles(reports));
  const plan = requestPlan(event, { config, catalogue, now: now() });
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
