/** A real browser, where this machine has one. */
import { existsSync } from 'node:fs';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const chromium = [process.env.CHROMIUM ?? '', ...PLACES].find(
  (path) => path !== '' && existsSync(path),
);

export interface OpenPage {
  page: Page;
  /** addresses that the page asked for, beside its own file */
  requests: string[];
  /** errors, messages of the console, and dialogs */
  said: string[];
}

export function launch(): Promise<Browser> {
  // Without its sandbox: containers give it no namespaces.
  return puppeteer.launch({ executablePath: chromium ?? '', args: ['--no-sandbox', '--disable-gpu'] });
}

/** Opens a file, and notes what it does. */
export async function open(
  browser: Browser,
  file: string,
  scheme: 'light' | 'dark' = 'light',
): Promise<OpenPage> {
  const page = await browser.newPage();
  const [requests, said]: [string[], string[]] = [[], []];
  page.on('request', (request) => {
    if (request.url() !== `file://${file}`) requests.push(request.url());
  });
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('dialog', async (dialog) => {
    said.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(`file://${file}`);
  return { page, requests, said };
}

export async function ready({ page }: OpenPage): Promise<void> {
  await page.waitForSelector('html[data-ready]');
}
