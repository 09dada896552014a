import { createHash } from 'node:crypto';
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { FirstScreen, Headline, Notice, Summary, VerdictBox } from '../mail/summary.ts';
import { browser } from './browser.ts';
import { Patterns } from './chart.tsx';
import { type EventsPart, eventsSection } from './events.tsx';
import { reportSection } from './report-section.tsx';
import { sheet } from './sheet.ts';
import { Value } from './value.tsx';
import type { PageWords } from './words/en.ts';

export interface PageParts {
  summary: Summary;
  charts: readonly VNode[];
  events: EventsPart;
}

const script = `(${browser})()`;

/** A run as one page. All values are escaped by the renderer; nothing is loaded, and no script runs but that of its hash. */
export function pageHtml(parts: PageParts, words: PageWords): string {
  return `<!doctype html>\n${renderToString(page(parts, words))}\n`;
}

const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const POLICY = [
  "default-src 'none'",
  `style-src ${sha256(sheet)}`,
  `script-src ${sha256(script)}`,
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

function page({ summary, charts, events }: PageParts, words: PageWords) {
  const { first, notices } = summary;
  const failures = notices.filter(({ severity }) => severity === 'failure');
  const warnings = notices.filter(({ severity }) => severity !== 'failure');
  return (
    <html lang={summary.language}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
        <title>{summary.subject}</title>
        <style dangerouslySetInnerHTML={{ __html: sheet }} />
      </head>
      <body>
        <header>
          <p class="muted">{summary.name}</p>
          <h1>
            {summary.title}{' '}
            {summary.windowLabel.split(' ').map((word) => [<span class="nowrap">{word}</span>, ' '])}
          </h1>
          {summary.windowLines.map((line) => (
            <p class="muted" key={line}>
              {line}
            </p>
          ))}
        </header>
        <main>
          <Section id="summary" title={words.summary} hidden>
            {first.verdict && verdict(first.verdict)}
            {failures.map(notice)}
            {firstLines(first)}
            {warnings.map(notice)}
            {counts(summary)}
          </Section>
          {first.controls && (
            <Section id="controls" title={first.controls.title}>
              {controls(first.controls)}
            </Section>
          )}
          <Section id="charts" title={words.charts}>
            <Patterns />
            {charts}
          </Section>
          <Section id="events" title={words.events.title}>
            {eventsSection(events, words)}
          </Section>
          <Section id="reports" title={words.reports}>
            {summary.reports.map(reportSection)}
          </Section>
        </main>
        <footer>
          <h2>{summary.aboutTitle}</h2>
          <dl class="facts">
            {summary.about.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </footer>
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  );
}

interface SectionProps {
  id: string;
  title: string;
  hidden?: boolean;
  children: ComponentChildren;
}

function Section({ id, title, hidden = false, children }: SectionProps) {
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} class={hidden ? 'unseen' : ''}>
        {title}
      </h2>
      {children}
    </section>
  );
}

function verdict({ words, severity, reasons }: VerdictBox) {
  return (
    <div class={`verdict ${severity}`}>
      {words && <p class="words">{words}</p>}
      {reasons.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
    </div>
  );
}

function notice({ severity, title, lines }: Notice) {
  return (
    <div class={`notice ${severity}`} key={title}>
      <p>
        <strong>{title}</strong>
      </p>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

function firstLines({ lines }: FirstScreen) {
  if (lines.length === 0) return null;
  return (
    <dl class="card facts">
      {lines.map(({ label, texts }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {texts.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function counts({ countsTitle, headlines }: Summary) {
  return (
    <>
      <h3>{countsTitle}</h3>
      <ul class="counts">
        {headlines.map(({ title, value, note, tone }: Headline) => (
          <li key={title} class={tone}>
            <span class="count">{value}</span>
            <span>{title}</span>
            {note && <span class="muted">{note}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

function controls({ cards, more }: NonNullable<FirstScreen['controls']>) {
  return (
    <>
      <div class="cards">
        {cards.map(({ title, severity, why, rows, more, notes }) => (
          <article class="card" key={title}>
            <h3>
              {title} <span class="severity">{severity}</span>
            </h3>
            {why && <p class="muted">{why}</p>}
            <ul class="events">
              {rows.map(([who = '', ...parts]) => (
                <li key={[who, ...parts].join()}>
                  <strong>
                    <Value text={who} />
                  </strong>
                  {parts.map((part) => [' · ', <Value text={part} />])}
                </li>
              ))}
            </ul>
            {more && <p class="muted">{more}</p>}
            {notes.map(({ label, text }) => (
              <p key={label}>
                <strong>{label}:</strong> {text}
              </p>
            ))}
          </article>
        ))}
      </div>
      {more && <p class="muted">{more}</p>}
    </>
  );
}
