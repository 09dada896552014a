import type {
  ControlCard,
  FirstScreen,
  Hours,
  Notice,
  Ranking,
  ReportSummary,
  RowTable,
  Summary,
} from './summary.ts';

/** Lines that stand together. What is absent or empty is left out, and with it a block of nothing else. */
type Block = (string | undefined)[];

/** The mail as plain text: the same content as the HTML, readable in any client and in a terminal. */
export function renderText(summary: Summary): string {
  const {
    first: { verdict },
    notices,
  } = summary;
  const title = `${summary.name}: ${summary.title} ${summary.windowLabel}`;
  const blocks: Block[] = [
    [title, '='.repeat(width(title)), ...summary.windowLines],
    verdict ? [verdict.words, ...verdict.reasons.map((reason) => `  ${reason}`)] : [],
    ...notices.filter(({ severity }) => severity === 'failure').map(notice),
    ...firstScreenBlocks(summary.first),
    ...notices.filter(({ severity }) => severity !== 'failure').map(notice),
    counts(summary),
    ...summary.reports.flatMap(report),
    [...heading(summary.aboutTitle), ...columns(summary.about.map(({ label, value }) => [label, value]))],
  ];
  const texts = blocks.map((lines) => lines.filter(Boolean).join('\n'));
  return `${texts.filter(Boolean).join('\n\n')}\n`;
}

function notice({ title, lines }: Notice): Block {
  return [`!! ${title}`, ...lines.map((line) => `   ${line}`)];
}

function firstScreenBlocks({ controls, lines }: FirstScreen): Block[] {
  const cards = (controls?.cards ?? []).map((card, at) => [
    ...(at === 0 && controls ? heading(controls.title) : []),
    ...controlLines(card),
  ]);
  return [
    ...cards,
    [controls?.more && `  ${controls.more}`],
    columns(lines.flatMap(({ label, texts }) => texts.map((text, at) => [at === 0 ? label : '', text]))),
  ];
}

function controlLines({ title, severity, why, rows, more, notes }: ControlCard): Block {
  const indented = [
    why,
    ...rows.map((row) => `* ${row.join(' · ')}`),
    more,
    ...notes.map(({ label, text }) => `${label}: ${text}`),
  ];
  return [`${title} (${severity})`, ...indented.flatMap((line) => (line ? [`  ${line}`] : []))];
}

function counts({ countsTitle, headlines }: Summary): string[] {
  const widest = Math.max(...headlines.map(({ value }) => width(value)), 0);
  return [
    ...heading(countsTitle),
    ...headlines.map(
      ({ title, value, note }) => `  ${padStart(value, widest)}  ${title}${note ? ` (${note})` : ''}`,
    ),
  ];
}

function report(summary: ReportSummary): Block[] {
  const { title, count, description, statement, tooLarge, muted, rankings, hours, table, files } = summary;
  return [
    [...heading(`${title}: ${count}`), description],
    [statement?.text],
    [tooLarge],
    [muted],
    ...rankings.map(ranking),
    hours ? histogram(hours) : [],
    table ? rowTable(table) : [],
    files.map(({ name, facts }) => `${extensionOf(name)}: ${[name, ...facts].join(', ')}`),
  ];
}

/** `CSV` */
function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toUpperCase();
}

function ranking({ label, column, values, others }: Ranking): Block {
  const widest = Math.max(...values.map(({ rows }) => width(rows)), 0);
  return [
    label === column ? label : `${label} (${column})`,
    ...values.map(({ value, rows, share }) => `  ${padStart(rows, widest)}  ${padStart(share, 4)}  ${value}`),
    others && `  ${others}`,
  ];
}

const LEVELS = '▁▂▃▄▅▆▇█';

// In four groups with their hour before them, so that it can be read in a proportional font too.
function histogram({ title, bars, axis, remarks }: Hours): string[] {
  const levels = bars.map(({ rows, fraction }) =>
    rows === 0 ? '.' : LEVELS.charAt(Math.min(Math.floor(fraction * LEVELS.length), LEVELS.length - 1)),
  );
  const groups = axis.map((hour, at) => `${hour} ${levels.slice(at * 6, at * 6 + 6).join('')}`);
  return [title, `  ${groups.join('  ')}`, ...remarks.map((remark) => `  ${remark}`)];
}

function rowTable({ title, columns: labels, rows }: RowTable): string[] {
  return [title, ...columns([labels, ...rows.map((row) => row.map((cell) => cell || '-'))])];
}

// A long value moves the rest of its own line, not the column of every line.
const WIDEST_COLUMN = 32;

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.min(Math.max(...rows.map((row) => width(row[at] ?? ''))), WIDEST_COLUMN),
  );
  return rows.map((row) => `  ${row.map((cell, at) => padEnd(cell, widths[at] ?? 0)).join('  ')}`.trimEnd());
}

function heading(title: string): string[] {
  return [title, '-'.repeat(width(title))];
}

// But for the half-width forms.
const WIDE =
  /(?![\uff61-\uffdc])[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/gu;

/** How many columns a text takes in a font of fixed width: most characters of East Asia take two. */
export function width(text: string): number {
  return Array.from(text).length + (text.match(WIDE)?.length ?? 0);
}

function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(columns - width(text), 0)) + text;
}

function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(columns - width(text), 0));
}
