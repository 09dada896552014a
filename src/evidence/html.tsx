import { renderToString } from 'preact-render-to-string';
import { visible } from '../mail/printable.ts';
import type { Evidence } from './evidence.ts';
import { manifestsTable, rowsTable, runsTable } from './html-tables.tsx';
import type { EvidenceWords } from './words.ts';

/** The index as one page to keep or to print: no script, no link, nothing to load. All values are escaped. */
export function evidenceHtml(evidence: Evidence, words: EvidenceWords, language: string): string {
  return `<!doctype html>\n${renderToString(page(evidence, words, language))}\n`;
}

// A quote, an ampersand or a less-than sign in here would come out escaped.
const SHEET = `
:root{color-scheme:light}
body{margin:24px;color:#1c2530;background:#fff;font:14px/1.45 -apple-system,BlinkMacSystemFont,Arial,Meiryo,sans-serif}
h1{font-size:22px;margin:0 0 4px}
h2{font-size:17px;margin:28px 0 6px}
p{margin:2px 0;max-width:60em}
table{border-collapse:collapse;width:100%;font-size:12.5px;font-variant-numeric:tabular-nums}
th,td{border:1px solid #cfd6dd;padding:4px 6px;text-align:left;vertical-align:top;overflow-wrap:anywhere}
thead th{background:#eef1f4}
tbody th{font-weight:normal}
table.facts{width:auto}
.number{text-align:right;white-space:nowrap}
.short{white-space:nowrap}
.bad,.gap td,.gap th{color:#b3261e;background:#fdf0ef}
.open{color:#8f5a00}
.muted{color:#596572}
.hash{font-family:monospace;font-size:11px}
@media print{
@page{size:A4 landscape;margin:12mm}
body{margin:0;font-size:11px}
table{font-size:10px}
tr{break-inside:avoid}
thead{display:table-header-group}
}
`;

function page(evidence: Evidence, words: EvidenceWords, language: string) {
  const { period, archive, madeAt, toolVersion, entries } = evidence;
  const title = `${words.title} ${words.period(period.from, period.to)}`;
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style>{SHEET}</style>
      </head>
      <body>
        <h1>{title}</h1>
        <p>
          {words.archive}: {visible(archive)}
        </p>
        <p>{words.zones([...new Set(entries.map(({ window }) => window.timezone))].join(', '))}</p>
        <p class="muted">{words.madeAt(madeAt, toolVersion)}</p>
        {totals(evidence, words)}
        {runsTable(evidence, words)}
        {rowsTable(evidence, words)}
        {manifestsTable(evidence, words)}
        <p class="muted">{words.about}</p>
      </body>
    </html>
  );
}

function totals({ totals: all }: Evidence, words: EvidenceWords) {
  const { rows: _, reviewed, ...counts } = all;
  const bad = (name: string, count: number) =>
    count > 0 && ['notComplete', 'gaps', 'notWhole'].includes(name);
  return (
    <>
      <h2>{words.totalsTitle}</h2>
      <table class="facts">
        <tbody>
          <tr>
            <th scope="row">{words.totals.reviewed}</th>
            <td class="number">{words.ofScheduled(reviewed, all.scheduled)}</td>
          </tr>
          {Object.entries(counts).map(([name, count]) => (
            <tr key={name}>
              <th scope="row">{words.totals[name as keyof typeof counts]}</th>
              <td class={`number ${bad(name, count) ? 'bad' : ''}`}>{words.number(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
