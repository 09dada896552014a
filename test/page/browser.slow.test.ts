/** The page in a real browser. Where there is no Chromium, these tests are skipped, and say so. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { runOnLogs } from '../../src/cli/run-on-logs.ts';
import { writeSample } from '../../src/cli/write-sample.ts';
import { corpus } from '../hostile/corpus.ts';
import { writeHostileLogs } from '../hostile/records.ts';
import { emptyDirectory, logPath, signIn, writeLog } from '../logs.ts';
import { chromium, launch, type OpenPage, open, ready } from './chromium.ts';

const AXE = 'node_modules/axe-core/axe.min.js';
const quiet = { read: () => {}, flow: () => {} };

const described = chromium ? describe : describe.skip;
if (!chromium) process.stderr.write('skipped: no Chromium here; install it, or name it in CHROMIUM\n');

let browser: Browser;
beforeAll(async () => {
  if (chromium) browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

/** @returns the path of the page of a run over the logs */
async function pageOf(logs: string, options: object = {}, config: object = {}): Promise<string> {
  const out = await emptyDirectory();
  const settings = join(out, 'config.json');
  await writeFile(settings, JSON.stringify(config));
  const run = await runOnLogs({ logs, out: join(out, 'archive'), config: settings, ...options }, quiet);
  return run.archive.locate(`${run.plan.run.archive}/report.html`);
}

const clicked = async ({ page }: OpenPage, selector: string) => {
  await page.$eval(selector, (element) => (element as HTMLElement).click());
};
const rowsIn = ({ page }: OpenPage) =>
  page.$$eval('#events-body tr', (rows) => rows.map((row) => row.textContent ?? ''));
const typed = (opened: OpenPage, selector: string, value: string) =>
  opened.page.$eval(
    selector,
    (element, text) => {
      (element as HTMLInputElement).value = text;
      element.dispatchEvent(new Event('input'));
    },
    value,
  );

described('the sample', () => {
  let logs: string;
  let files: Record<'en' | 'ja', string>;
  beforeAll(async () => {
    logs = join(await emptyDirectory(), 'logs');
    await writeSample({ out: logs, days: 2, events: 2000, seed: 1, files: 60 });
    files = { en: await pageOf(logs), ja: await pageOf(logs, {}, { language: 'ja' }) };
  });

  test('has less than 1.5 MB', async () => {
    expect((await stat(files.en)).size).toBeLessThan(1_500_000);
  });

  test.each([
    ['en', 'light'],
    ['en', 'dark'],
    ['ja', 'light'],
    ['ja', 'dark'],
  ] as const)('has nothing that axe-core finds, in %s, %s', async (language, scheme) => {
    const opened = await open(browser, files[language], scheme);
    await ready(opened);
    await clicked(opened, '.name');
    await opened.page.$$eval('details', (all) => {
      for (const details of all) details.open = true;
    });
    await opened.page.evaluate(await readFile(AXE, 'utf8'));
    const found = await opened.page.evaluate(async () => {
      const axe = (
        globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        }
      ).axe;
      return (await axe.run()).violations.map(({ id, nodes }) => [
        id,
        nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)),
      ]);
    });

    expect(found).toEqual([]);
    await opened.page.close();
  });

  test('asks for nothing, and says nothing', async () => {
    const opened = await open(browser, files.en);
    await ready(opened);

    expect([opened.requests, opened.said]).toEqual([[], []]);
    await opened.page.close();
  });

  test.each([390, 820, 1440])('fits into a width of %d', async (width) => {
    const opened = await open(browser, files.en);
    await opened.page.setViewport({ width, height: 900 });
    await ready(opened);

    expect(await opened.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await opened.page.close();
  });

  test('is searched, filtered and sorted; a click on a name shows that principal', async () => {
    const opened = await open(browser, files.en);
    await ready(opened);
    const all = (await rowsIn(opened)).length;

    await typed(opened, '#events-search', 'root consolelogin');
    const found = await rowsIn(opened);
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(all);
    for (const row of found) expect(row.toLowerCase()).toMatch(/(?=.*root)(?=.*consolelogin)/);

    await clicked(opened, '#events-clear');
    const failures = '=Failure';
    await typed(opened, '#events-outcome', failures);
    for (const row of await rowsIn(opened)) expect(row).toContain('Failure');

    await clicked(opened, '#events-head th:first-child button');
    const times = (await rowsIn(opened)).map((row) => row.slice(0, 20));
    expect(times).toEqual(times.toSorted().reverse().reverse());

    await clicked(opened, '#events-clear');
    const name = await opened.page.$eval('.name', (button) => button.textContent);
    await clicked(opened, '.name');
    expect(await opened.page.$eval('#events-principal h3', (title) => title.textContent)).toBe(name);
    for (const row of await rowsIn(opened)) expect(row).toContain(name);
    await opened.page.close();
  });

  test('without a script shows the verdict, the charts and the reports', async () => {
    const page = await browser.newPage();
    await page.setJavaScriptEnabled(false);
    await page.goto(`file://${files.en}`);
    const text = await page.$eval('body', (body) => (body as HTMLElement).textContent);

    expect(text).toContain('LOOK');
    expect(text).toContain('Activity by hour and outcome');
    expect(text).toContain('this page needs its script');
    await page.close();
  });

  test('a browser that cannot unpack the events says so', async () => {
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(() => {
      // biome-ignore lint/suspicious/noExplicitAny: as in a browser without it
      delete (globalThis as any).DecompressionStream;
    });
    await page.goto(`file://${files.en}`);

    const isShown = (id: string) =>
      page.$eval(id, (element) => (element as HTMLElement).offsetParent !== null);
    expect([await isShown('#events-plain'), await isShown('#events-tool')]).toEqual([true, false]);
    await page.close();
  });

  test('is printed', async () => {
    const opened = await open(browser, files.en);
    await ready(opened);

    const pdf = Buffer.from(await opened.page.pdf({ format: 'A4' })).toString('latin1');

    expect(pdf.startsWith('%PDF')).toBe(true);
    await opened.page.close();
  });
});

described('hostile values', () => {
  test('are text, and do nothing', async () => {
    const logs = await emptyDirectory();
    await writeHostileLogs(logs);
    const opened = await open(browser, await pageOf(logs, { from: '2026-11-21', to: '2026-11-21' }));
    await ready(opened);
    // All rows are drawn once, and each principal is shown.
    for (
      let at = 0;
      at < 100 && !(await opened.page.$eval('#events-more', (it) => (it as HTMLElement).hidden));
      at += 1
    )
      await clicked(opened, '#events-more');
    const names = await opened.page.$$eval('.name', (buttons) => {
      const [...first] = new Map(
        buttons.map((button) => [button.textContent, button as HTMLElement]),
      ).values();
      for (const button of first.slice(0, 15)) button.click();
      return first.length;
    });
    await clicked(opened, '#events-clear');
    const tags = await opened.page.$$eval('body *', (all) => [
      ...new Set(all.map(({ localName }) => localName)),
    ]);
    const attributes = await opened.page.$$eval('body *', (all) => [
      ...new Set(all.flatMap((element) => element.getAttributeNames())),
    ]);

    expect(names).toBeGreaterThan(100);
    expect(corpus.length).toBeGreaterThan(300);
    expect([opened.requests, opened.said]).toEqual([[], []]);
    expect(await opened.page.title()).toContain('CloudTrail audit');
    for (const tag of ['img', 'iframe', 'a', 'object', 'embed', 'base', 'link', 'form', 'style'])
      expect(tags).not.toContain(tag);
    expect(attributes.filter((name) => /^on|^(href|src|style|action|srcdoc|xlink:href)$/.test(name))).toEqual(
      [],
    );
    expect(await opened.page.$$eval('script', (all) => all.length)).toBe(1);
    await opened.page.close();
  });
});

described('20,000 rows', () => {
  test('have less than 4 MB; what is beyond them is counted', async () => {
    const logs = await emptyDirectory();
    const events = Array.from({ length: 21_000 }, (_, at) =>
      signIn({
        eventID: `${String(at).padStart(8, '0')}-${Math.imul(at, 2654435761) >>> 0}-4000`,
        eventTime: new Date(Date.parse('2026-11-21T00:00:00Z') + at * 4000).toISOString().replace('.000', ''),
        userIdentity: { type: 'IAMUser', userName: `user-${at % 300}`, accountId: '111122223333' },
        sourceIPAddress: `198.51.${at % 100}.${at % 250}`,
      }),
    );
    await writeLog(logs, logPath(), events);
    const file = await pageOf(logs, { from: '2026-11-21', to: '2026-11-21', reports: ['iam-user-actions'] });
    const opened = await open(browser, file);
    await ready(opened);
    await typed(opened, '#events-search', 'user-299');

    expect((await stat(file)).size).toBeLessThan(4_000_000);
    expect(await opened.page.$eval('#events-status', (status) => status.textContent)).toMatch(
      /^6\d of 20,000 events/,
    );
    expect(await opened.page.$eval('main', (main) => main.textContent)).toContain(
      '20,000 events of 21,000 rows of the reports are in this page',
    );
    await opened.page.close();
  });
});
