/** Runs on this machine, and what their page shows. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runOnLogs } from '../../src/cli/run-on-logs.ts';
import { emptyDirectory, logPath, signIn, writeLog } from '../logs.ts';

const quiet = { read: () => {}, flow: () => {} };
const day = { from: '2026-11-21', to: '2026-11-21' };

async function pageOf(
  records: Record<string, unknown>[],
  options: object = {},
  config: object = {},
): Promise<string> {
  const [logs, out] = [await emptyDirectory(), await emptyDirectory()];
  await writeLog(logs, logPath(), records);
  const settings = join(out, 'config.json');
  await writeFile(settings, JSON.stringify(config));
  const run = await runOnLogs(
    { logs, out: join(out, 'archive'), memory: '256MB', config: settings, ...day, ...options },
    quiet,
  );
  return readFile(run.archive.locate(`${run.plan.run.archive}/report.html`), 'utf8');
}

/** The rows of a chart's table. */
function tableOf(page: string, title: string): string[][] {
  const [, figure = ''] = page
    .split('<figure')
    .map((part) => part.split('</figure>')[0] ?? '')
    .filter((part) => part.includes(`<h3>${title}</h3>`))
    .slice(0, 1)
    .flatMap((part) => ['', part]);
  const [, body = ''] = /<tbody>(.*?)<\/tbody>/s.exec(figure) ?? [];
  return Array.from(body.matchAll(/<tr>(.*?)<\/tr>/gs), ([, row = '']) =>
    Array.from(row.matchAll(/<td[^>]*>(.*?)<\/td>/gs), ([, cell = '']) => cell.replaceAll('<wbr/>', '')),
  );
}

const at = (time: string, changes: object = {}) =>
  signIn({ eventTime: `2026-11-21T${time}Z`, eventID: `id-${time}`, ...changes });
const FAILED = { responseElements: { ConsoleLogin: 'Failure' }, errorMessage: 'Failed authentication' };

describe('a day with two sign-ins', () => {
  let page: string;
  beforeAll(async () => {
    page = await pageOf([at('07:10:00'), at('07:20:00', FAILED), at('22:00:00')]);
  });

  test('loads nothing, and lets no style and script run but its own', () => {
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const [, sheet = ''] = /<style>(.*?)<\/style>/s.exec(page) ?? [];
    const hash = createHash('sha256').update(sheet).digest('base64');

    expect(policy.replaceAll('&#39;', "'")).toContain("default-src 'none'");
    expect(policy.replaceAll('&#39;', "'")).toContain(`style-src 'sha256-${hash}'`);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(page).not.toMatch(/ (?:src|href|action|style|on\w+)=/);
    expect(page).not.toMatch(/https?:\/\//);
  });

  test('begins with the words of the mail', () => {
    const [head = ''] = page.split('id="charts-title"');
    expect(head).toContain('CloudTrail audit 2026-11-21');
    expect(head).toContain('Logs');
  });

  test('shows the activity by hour and outcome, with its data', () => {
    const rows = tableOf(page, 'Activity by hour and outcome');
    expect(rows).toHaveLength(24);
    expect(rows[7]).toEqual(['07:00', '1', '1', '0']);
    expect(rows[22]).toEqual(['22:00', '1', '0', '0']);
    expect(rows[8]).toEqual(['08:00', '0', '0', '0']);
  });

  test('shows in which hours an account was silent', () => {
    expect(tableOf(page, 'Coverage by account and hour')).toEqual([['111122223333', '3', '22']]);
    expect(page.match(/<rect class="silent" x="[\d.]+" y="\d+" width="[\d.]+" height="18"/g)).toHaveLength(
      22,
    );
  });

  test('shows who called which service from where', () => {
    const [row] = tableOf(page, 'Who calls which service from where');
    expect(row?.slice(1)).toEqual(['signin.amazonaws.com', '192.0.2.0/24', '3']);
  });

  test('says what is not known', () => {
    expect(page).toContain('Not known: that takes 14 days of scheduled runs.');
    expect(page).toContain('There is no scheduled run of the 60 days before to compare with.');
  });

  test('every picture has a title and a description', () => {
    const pictures = page.match(/<svg role="img".*?<\/svg>/gs) ?? [];
    expect(pictures.length).toBeGreaterThanOrEqual(3);
    for (const picture of pictures) {
      const [, ids = ''] = /aria-labelledby="([^"]+)"/.exec(picture) ?? [];
      for (const id of ids.split(' ')) expect(picture).toMatch(new RegExp(`<(title|desc) id="${id}">[^<]+`));
    }
  });
});

test('a run without events says so', async () => {
  const page = await pageOf([signIn({ eventTime: '2026-11-20T07:00:00Z' })]);
  expect(page.match(/<p class="statement">No events\.<\/p>/g)).toHaveLength(3);
});

test('in Japanese every sentence is', async () => {
  const page = await pageOf([at('07:10:00')], {}, { language: 'ja' });
  expect(page).toContain('<html lang="ja">');
  expect(page).toContain('時間と結果ごとの活動');
  expect(page).not.toContain('Data as a table');
});

test('a cell of 40,000 characters is cut, and says by how much', async () => {
  const page = await pageOf([
    at('07:10:00', { userAgent: 'x'.repeat(40_000), sourceIPAddress: 'y'.repeat(40_000) }),
  ]);
  expect(page).toMatch(/y{100}.*… \(\+39\d{3}\)/);
  expect(page.length).toBeLessThan(200_000);
});

test('markup in a value is text', async () => {
  const page = await pageOf([at('07:10:00', { sourceIPAddress: '<img src=x onerror=alert(1)>' })]);
  expect(page).toContain('&lt;img src=x');
  expect(page).not.toContain('<img');
});
