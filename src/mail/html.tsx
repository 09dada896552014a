import { renderToString } from 'preact-render-to-string';
import { firstScreenCards, verdictBox } from './html-first-screen.tsx';
import { Block, Box, Card, LayoutTable, muted } from './html-parts.tsx';
import { reportSection } from './html-report.tsx';
import { sheet, style } from './style.ts';
import type { Headline, Notice, Summary } from './summary.ts';

/** The mail as one HTML page: no script, no link, nothing to load. All values are escaped by the renderer. */
export function renderHtml(summary: Summary): string {
  return `<!doctype html>\n${renderToString(page(summary))}\n`;
}

function page(summary: Summary) {
  return (
    <html lang={summary.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        {/* Keeps phones from turning times, numbers and names of a log into links. */}
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
        <title>{summary.subject}</title>
        <style>{sheet}</style>
      </head>
      <body class="page" style={`margin:0;padding:0;${style.page}`}>
        <LayoutTable class="page" style={`${style.page};${style.font}`}>
          <tr>
            <td class="outer" align="center" style="padding:24px 16px">
              <LayoutTable style={style.width}>{content(summary)}</LayoutTable>
            </td>
          </tr>
        </LayoutTable>
      </body>
    </html>
  );
}

function content(summary: Summary) {
  const { headlines, first, notices } = summary;
  const failures = notices.filter(({ severity }) => severity === 'failure');
  const warnings = notices.filter(({ severity }) => severity !== 'failure');
  return (
    <>
      {title(summary)}
      {first.verdict && verdictBox(first.verdict)}
      {failures.map(noticeBox)}
      {firstScreenCards(first)}
      {warnings.map(noticeBox)}
      <Card>{headlines.length <= MOST_TILES ? tiles(headlines) : list(headlines)}</Card>
      {summary.reports.map((report) => (
        <Card key={report.title}>{reportSection(report)}</Card>
      ))}
      {about(summary)}
    </>
  );
}

function title({ name, title, windowLabel, windowLines }: Summary) {
  return (
    <Block>
      <div class="muted" style={style.muted}>
        {name}
      </div>
      <h1 style={style.h1}>
        {title} {windowLabel}
      </h1>
      {windowLines.map(muted)}
    </Block>
  );
}

function noticeBox({ severity, title, lines }: Notice) {
  const small = `margin-top:4px;${style.small}`;
  return (
    <Box class={severity} style={`padding:12px 16px;${style[severity]};${style.wrap}`}>
      <strong>{title}</strong>
      {lines.map((line) => (
        <div key={line} style={small}>
          {line}
        </div>
      ))}
    </Box>
  );
}

// A tile for each count shows it at a glance; more of them than this are easier to find in a list.
const MOST_TILES = 8;

function tiles(headlines: readonly Headline[]) {
  const width = Math.floor(100 / Math.min(Math.max(headlines.length, 1), 5));
  return (
    <div>
      {headlines.map(({ title, value, note, tone }) => (
        <div key={title} class="tile" style={`display:inline-block;vertical-align:top;width:${width}%`}>
          <div style="padding:4px 8px 4px 0">
            <div class={`num ${TONES[tone].class}`} style={`${TONES[tone].style};${TONES[tone].size}`}>
              {value}
            </div>
            <div style={style.small}>{title}</div>
            {note && muted(note)}
          </div>
        </div>
      ))}
    </div>
  );
}

function list(headlines: readonly Headline[]) {
  return (
    <table class="list plain" cellPadding="4" cellSpacing="0" style={`${style.full};${style.small}`}>
      <tbody style={style.top}>
        {headlines.map(({ title, value, note, tone }) => (
          <tr key={title}>
            <th scope="row" align="left" style="font-weight:normal">
              {title} {note && <span class="muted" style={style.muted}>{`(${note})`}</span>}
            </th>
            <td align="right" class={`num short ${TONES[tone].class}`} style={TONES[tone].style}>
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

// A word in place of a number is smaller, so that it fits into half a phone's width.
const WORD = { class: 'bad', style: style.bad, size: style.headlineWord };
const TONES = {
  plain: { class: '', style: '', size: style.headline },
  notable: { class: 'notable', style: style.notable, size: style.headline },
  failed: WORD,
  unknown: WORD,
} satisfies Record<Headline['tone'], unknown>;

function about({ aboutTitle, about }: Summary) {
  return (
    <Block>
      <h2 style={style.h3}>{aboutTitle}</h2>
      <table class="muted" cellPadding="3" cellSpacing="0" style={`${style.muted};${style.small}`}>
        <tbody style={style.top}>
          {about.map(({ label, value }) => (
            <tr key={label}>
              <th scope="row" class="short" align="left" style="padding-right:12px;font-weight:normal">
                {label}
              </th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Block>
  );
}
