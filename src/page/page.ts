import { summarize } from '../mail/model.ts';
import { printable } from '../mail/printable.ts';
import type { Detail, Summary } from '../mail/summary.ts';
import { chargeFor } from '../plan/cost.ts';
import type { Figures } from '../run/figures.ts';
import { CONTROLS_REPORT } from '../run/judgement.ts';
import type { Manifest, RunOutcome } from '../run/manifest.ts';
import type { RunFolder } from '../steps/run-folder.ts';
import { activityChart, controlsChart, coverageChart, newValuesChart } from './charts.tsx';
import { ACTIONS, collect } from './collect.ts';
import { controlDays } from './control-days.ts';
import { flowChart } from './flow-chart.tsx';
import { pageHtml } from './html.tsx';
import { newValues } from './new-values.ts';
import { en } from './words/en.ts';
import { ja } from './words/ja.ts';

const WORDS = { en, ja };

/** No mail program cuts the page. */
const DETAIL: Detail = {
  rows: 10,
  columns: 5,
  values: 8,
  hours: true,
  error: 600,
  controls: 100,
  events: 10,
  newValues: 100,
};

/** report.html: a run as one page that opens from a disk or a bucket and asks for nothing elsewhere. */
export async function* writePage(folder: RunFolder): AsyncGenerator<Uint8Array> {
  const words = WORDS[folder.config.language];
  const figures = await figuresOf(folder);
  const summary = summaryOf(folder, figures);
  const collected = await collect(folder);
  const days = await controlDays(folder);
  const found = await newValues(folder);
  const silent = folder.manifest.coverage?.silent.accounts.map(({ account }) => account) ?? [];
  const charts = [
    activityChart({ ...collected, hours: hoursOf(figures) }, words),
    coverageChart(collected, silent, words),
    controlsChart(days, words),
    newValuesChart(found, collected.bins, words),
    flowChart(collected, words),
  ];
  yield Buffer.from(pageHtml({ summary, charts, events: { collected, titles: titlesOf(folder) } }, words));
}

/** Of controls, then of reports, in the language of the page. */
function titlesOf({ manifest, planned, controls, config }: RunFolder): Record<string, string> {
  const { language } = config;
  const titleIn = (title: string, translations?: Partial<Record<string, { title?: string }>>) =>
    printable(translations?.[language]?.title ?? title);
  const own = (manifest.controls ?? []).map(({ id, title }) => {
    const control = controls.find((it) => it.id === id);
    return [`control:${id}`, titleIn(title, control?.translations)];
  });
  const reports = manifest.reports
    .filter(({ id }) => id !== CONTROLS_REPORT)
    .map(({ id, title }) => [id, titleIn(title, planned.find((it) => it.id === id)?.translations)]);
  return Object.fromEntries([...own, ...reports]);
}

/** Of all reports of actions, by hour of the day. */
function hoursOf(figures: ReadonlyMap<string, Figures>): number[] {
  const all = ACTIONS.flatMap((id) => figures.get(id) ?? []);
  return Array.from({ length: 24 }, (_, hour) => all.reduce((sum, { hours }) => sum + (hours[hour] ?? 0), 0));
}

/** What the mail said, in more detail. */
export function summaryOf(folder: RunFolder, figures: ReadonlyMap<string, Figures>): Summary {
  const { manifest, planned, run, archive, config, controls, charged } = folder;
  const scanned = manifest.reports.flatMap(({ scannedBytes }) => scannedBytes ?? []);
  return summarize({
    language: config.language,
    name: config.name,
    manifest: outcomeOf(manifest, config.verdict),
    planned,
    controls: new Map(controls.map((control) => [control.id, control])),
    figures,
    archiveLocation: archive.locate(run.archive),
    attached: new Set(),
    attach: 'none',
    cost: charged ? chargeFor(scanned, config.usdPerTerabyte) : undefined,
    costCeiling: config.limits.usdPerRun,
    detail: DETAIL,
  });
}

/** Manifests of older versions have no verdict. */
function outcomeOf(manifest: Manifest, rule: NonNullable<Manifest['verdict']>['rule']): RunOutcome {
  return { verdict: { words: [], rule, controls: [], newValues: 0 }, ...manifest };
}

export async function figuresOf({ manifest, json }: RunFolder): Promise<Map<string, Figures>> {
  const figures = new Map<string, Figures>();
  for (const file of manifest.files)
    if (file.role === 'figures') figures.set(file.report ?? '', (await json(file)) as Figures);
  return figures;
}
