import { renderToString } from 'preact-render-to-string';
import { Block, Card, LayoutTable, Muted } from './html-parts.tsx';
import { ReportSection } from './html-report.tsx';
import { sheet, style } from './style.ts';
import type { Headline, Notice, Summary } from './summary.ts';

/** The mail as one HTML page: no script, no link, nothing to load. All values are escaped by the renderer. */
export function renderHtml(summary: Summary): string {
  return `<!doctype html>\n${renderToString(<Page summary={summary} />)}\n`;
}

function Page({ summary }: { summary: Summary }) {
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
              <LayoutTable style={style.width}>
                <Content summary={summary} />
              </LayoutTable>
            </td>
          </tr>
        </LayoutTable>
      </body>
    </html>
  );
}

function Content({ summary }: { summary: Summary }) {
  return (
    <>
      <Title summary={summary} />
      {summary.notices.map((notice) => (
        <NoticeBox key={notice.title} notice={notice} />
      ))}
      <Card>
        <Headlines headlines={summary.headlines} />
      </Card>
      {summary.reports.map((report) => (
        <Card key={report.id}>
          <ReportSection report={report} />
        </Card>
      ))}
      <About summary={summary} />
    </>
  );
}

function Title({ summary }: { summary: Summary }) {
  return (
    <Block>
      <div class="muted" style={style.muted}>
        {summary.name}
      </div>
      <h1 style={style.h1}>
        {summary.title} {summary.windowLabel}
      </h1>
      {summary.windowLines.map((line) => (
        <Muted key={line}>{line}</Muted>
      ))}
    </Block>
  );
}

function NoticeBox({ notice: { severity, title, lines } }: { notice: Notice }) {
  return (
    <tr>
      <td style="padding-bottom:16px">
        <div class={severity} style={`padding:12px 16px;${style[severity]};${style.wrap}`}>
          <strong>{title}</strong>
          {lines.map((line) => (
            <div key={line} style={`margin-top:4px;${style.small}`}>
              {line}
            </div>
          ))}
        </div>
      </td>
    </tr>
  );
}

const MOST_TILES = 8;

/** The count of each report, at a glance: tiles for a few reports, a list for many. */
function Headlines({ headlines }: { headlines: readonly Headline[] }) {
  return headlines.length <= MOST_TILES ? <Tiles headlines={headlines} /> : <List headlines={headlines} />;
}

function Tiles({ headlines }: { headlines: readonly Headline[] }) {
  const width = Math.floor(100 / Math.min(Math.max(headlines.length, 1), 5));
  return (
    <div>
      {headlines.map(({ title, value, note, tone }) => (
        <div key={title} class="tile" style={`display:inline-block;vertical-align:top;width:${width}%`}>
          <div style="padding:4px 8px 4px 0">
            <div class={`num ${TONES[tone].class}`} style={`${TONES[tone].style};${headlineStyle(tone)}`}>
              {value}
            </div>
            <div style={style.small}>{title}</div>
            {note && <Muted>{note}</Muted>}
          </div>
        </div>
      ))}
    </div>
  );
}

function List({ headlines }: { headlines: readonly Headline[] }) {
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

const TONES = {
  plain: { class: '', style: '' },
  notable: { class: 'notable', style: style.notable },
  failed: { class: 'bad', style: style.bad },
  unknown: { class: 'bad', style: style.bad },
} satisfies Record<Headline['tone'], { class: string; style: string }>;

/** A word in place of a number is smaller, so that it fits into half a phone's width. */
function headlineStyle(tone: Headline['tone']): string {
  return tone === 'failed' || tone === 'unknown' ? style.headlineWord : style.headline;
}

function About({ summary }: { summary: Summary }) {
  return (
    <Block>
      <h2 style={style.h3}>{summary.aboutTitle}</h2>
      <table class="muted" cellPadding="3" cellSpacing="0" style={`${style.muted};${style.small}`}>
        <tbody style={style.top}>
          {summary.about.map(({ label, value }) => (
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
