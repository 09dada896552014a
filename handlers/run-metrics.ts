import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Manifest } from '../src/run/manifest.ts';
import type { Renderings } from '../src/run/renderings.ts';

/** Writes a run's figures in CloudWatch's embedded metric format: one line of the log, no call. */
export function countRun({ trigger, reports, scannedBytes }: Manifest): void {
  const rows = reports.reduce((sum, { rows = 0 }) => sum + rows, 0);
  const failed = reports.filter(({ status }) => status === 'failed');
  const metrics = new Metrics();
  metrics.addDimension('trigger', trigger);
  metrics.addMetric('Runs', MetricUnit.Count, 1);
  metrics.addMetric('Rows', MetricUnit.Count, rows);
  metrics.addMetric('BytesScanned', MetricUnit.Bytes, scannedBytes);
  metrics.addMetric('ReportsFailed', MetricUnit.Count, failed.length);
  metrics.publishStoredMetrics();
}

/** The same, of what is made after the mail. */
export function countRenderings({ files, failed }: Renderings): void {
  const metrics = new Metrics();
  metrics.addMetric('Renderings', MetricUnit.Count, files.length);
  metrics.addMetric('RenderingsFailed', MetricUnit.Count, failed.length);
  metrics.publishStoredMetrics();
}
