/** State Render: makes the page and the workbook of a run whose mail was sent. */

import { s3Archive } from '../src/adapters/aws/s3.ts';
import { s3Client } from '../src/adapters/aws/s3-client.ts';
import type { Control } from '../src/run/judgement.ts';
import { type RenderInput, render } from '../src/steps/render.ts';
import { countRenderings } from './run-metrics.ts';
import { config, environment, logged, logger } from './wiring.ts';

/** As for AUDIT_CONFIG: the texts of the controls that the report `controls` is made of. */
declare const AUDIT_CONTROLS: readonly Control[];

const archive = s3Archive({ client: s3Client(60), bucket: environment('ARCHIVE_BUCKET') });
const deps = { archive, config, controls: AUDIT_CONTROLS, charged: true };

export const handler = logged(async (input: RenderInput) => {
  logger.appendKeys({ runId: input.input.run.runId });
  const made = await render(input, deps);
  // Without the errors, which may repeat values of the logs: they are in renderings.json.
  const failed = made.failed.map(({ file }) => file);
  if (failed.length > 0) logger.error('not rendered', { files: failed });
  countRenderings(made);
  return { files: made.files.map(({ file }) => file), failed };
});
