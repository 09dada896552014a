import { capped } from './capped.ts';
import { changeLines, peopleControls, quietControls } from './control-model.ts';
import { printable } from './printable.ts';
import { isFinding, type ReportContext } from './report-model.ts';
import { reviewLines } from './reviews-model.ts';
import { newLines, usualLines } from './seen-model.ts';
import type { FirstScreen, TranslatedReport } from './summary.ts';
import { verdictBoxOf } from './verdict-model.ts';

const FOLDERS_SHOWN = 5;
const REGIONS_SHOWN = 5;
const ACCOUNTS_SHOWN = 3;

/** Verdict and reasons, controls with people in them, what changed since the run before, what is new and usual, the logs, reviews, and what is quiet. */
export function firstScreenOf(reports: readonly TranslatedReport[], context: ReportContext): FirstScreen {
  const { labels } = context.words.firstScreen;
  const lines = [
    { label: labels.change, texts: changeLines(context) },
    { label: labels.new, texts: newLines(context) },
    { label: labels.usual, texts: usualLines(reports, context) },
    { label: labels.logs, texts: logLines(reports, context) },
    { label: labels.review, texts: reviewLines(context.input, context.words) },
    { label: labels.quiet, texts: quietControls(context) },
  ];
  return {
    verdict: verdictBoxOf(reports, context),
    controls: peopleControls(context),
    lines: lines.filter(({ texts }) => texts.length > 0),
  };
}

/** Whether all is there, then what is no warning: late events, regions that fell silent, folders in no report. */
function logLines(reports: readonly TranslatedReport[], context: ReportContext): string[] {
  const { words, input } = context;
  const { firstScreen } = words;
  const late = reports.flatMap(({ id, title, lateRows = 0 }) =>
    lateRows > 0 && isFinding(id) ? [words.countOf(lateRows, title)] : [],
  );
  const folders = (input.manifest.logs?.notCovered ?? []).map((folder) => printable(folder));
  return [
    logsText(context),
    ...(late.length > 0 ? [firstScreen.late(words.list(late))] : []),
    ...silentRegions(context),
    // A trail may write these every day, on purpose.
    ...(folders.length > 0
      ? [firstScreen.notCovered(words.list(capped(folders, FOLDERS_SHOWN, words.moreInManifest)))]
      : []),
  ];
}

function logsText({ words, input }: ReportContext): string {
  const { firstScreen, list } = words;
  const { logs, coverage, warnings } = input.manifest;
  if (!logs) return firstScreen.logsNotKnown;
  const what = list([
    ...(coverage
      ? [firstScreen.accounts(coverage.accounts.length), firstScreen.regions(coverage.regions.length)]
      : []),
    firstScreen.logFiles(logs.files),
  ]);
  return warnings.length > 0 ? firstScreen.notWhole(what) : firstScreen.whole(what);
}

/** Regions in which accounts had events in the last run but none in this one: worth a look, often harmless. */
function silentRegions({ words, input }: ReportContext): string[] {
  const all = input.manifest.coverage?.silent.sinceLastRun ?? [];
  if (all.length === 0) return [];
  const { silentRegion, moreAccounts } = words.coverage;
  const texts = all.map(({ region, accounts }) => {
    const shown = accounts.map((account) => printable(account));
    return silentRegion(printable(region), words.list(capped(shown, ACCOUNTS_SHOWN, moreAccounts)));
  });
  return [words.firstScreen.silent(capped(texts, REGIONS_SHOWN, words.moreInManifest).join('; '))];
}
