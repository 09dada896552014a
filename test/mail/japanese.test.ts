import PostalMime from 'postal-mime';
import { renderHtml } from '../../src/mail/html.tsx';
import { composeMessage } from '../../src/mail/mime.ts';
import { summarize } from '../../src/mail/model.ts';
import type { MailInput } from '../../src/mail/summary.ts';
import { renderText } from '../../src/mail/text.ts';
import { describeWindow } from '../../src/mail/window-text.ts';
import { ja } from '../../src/mail/words/ja.ts';
import type { RunOutcome } from '../../src/run/manifest.ts';
import { warn } from '../../src/run/warning.ts';
import { failed, messageInput, NO_LOGS, rowFile, succeeded, summaryInput } from './inputs.ts';

const PLANNED = [
  {
    id: 'console-logins',
    description: 'Every sign-in.',
    emptyIsGood: false,
    translations: { ja: { title: 'コンソールログイン', description: 'すべてのサインイン。' } },
  },
  { id: 'b', description: 'Made here.', emptyIsGood: true },
];

const inJapanese = (manifest: Partial<RunOutcome> = {}, changes: Partial<MailInput> = {}) =>
  summarize(summaryInput(manifest, { language: 'ja', planned: PLANNED, ...changes }));

const labelOf = (from: string, to: string) => describeWindow({ from, to, timezone: 'Asia/Tokyo' }, ja).label;

test('reads as a whole', () => {
  const reports = [
    succeeded({ rows: 1798, mutedRows: 5 }),
    succeeded({ id: 'b', title: 'Team report', rows: 0 }),
  ];
  const files = [rowFile({ id: 'console-logins' }), rowFile({ id: 'b' }, { bytes: 77 })];
  const warnings = [warn('damaged-log-file', { reason: 'the file is empty', file: 'x/a.json.gz' })];
  expect(
    renderText(inJapanese({ status: 'partial', reports, files, warnings })),
  ).toBe(`Acme: CloudTrail監査レポート 2026年11月21日(土)
===============================================
2026年11月21日(土) 0時から2026年11月22日(日) 0時まで(Asia/Tokyo、24時間)

不完全
  破損したログファイル1個。詳細は下にあります。

  ログ  完全ではありません(下の警告を参照): ログファイル84個

!! 破損したログファイル1個を除外しました
   a.json.gz: 読み取れませんでした: ファイルが空です

件数
----
  1,798  コンソールログイン (うちミュート5件)
      0  Team report

コンソールログイン: 1,798
-------------------------
すべてのサインイン。

設定でミュートした5件は、CSVにはありますが、以下の表には含まれません。

操作者 (identity)
  9   75%  alice
  ほか2種類: 3件、25%

接続元 (sourceipaddress)
  12  100%  203.0.113.5

時間帯(Asia/Tokyo)
  0時 ......  6時 ...█..  12時 ..▅...  18時 ......
  最初は09:10:00、最後は14:20:30です。
  最も多いのは9時台で8件です。

全12件のうち新しい1件
  日時      操作者  接続元
  14:20:30  alice   203.0.113.5

CSV: console-logins.csv, 5.2 kB, スキャン量 48 MB, このメールに添付

Team report: 0
--------------
Made here.

読み取れたログの中には、該当する行がありませんでした。上の警告を確認してください。

CSV: b.csv, 77 B, スキャン量 48 MB, このメールに添付

この実行について
----------------
  アーカイブ    s3://archive/runs/2026/11/21/run-1
  実行          run-1(定期実行)
  UTCでの期間   2026年11月20日(金) 15時から2026年11月21日(土) 15時まで(終わりの時刻は含みません)
  ログファイル  84個(12.3 MB)
  スキャン量    192.4 MB(USD 0.01未満)
`);
});

describe('subject', () => {
  test('has the counts of all reports', () => {
    const reports = [succeeded(), succeeded({ id: 'b', title: 'Team report', rows: 1798 })];
    expect(inJapanese({ reports }).subject).toBe(
      'Acme · CloudTrail監査 2026年11月21日(土) · コンソールログイン 12件、Team report 1,798件',
    );
  });

  test('names the report that failed', () => {
    const reports = [failed(), succeeded({ id: 'b', title: 'Team report' })];
    expect(inJapanese({ status: 'partial', reports }).subject).toBe(
      '【不完全】「コンソールログイン」が失敗 · Acme · CloudTrail監査 2026年11月21日(土) · Team report 12件',
    );
  });

  test('says that there were no log files', () => {
    const { subject } = inJapanese({ status: 'partial', ...NO_LOGS });
    expect(subject).toBe('【不完全】この期間のログファイルなし · Acme · CloudTrail監査 2026年11月21日(土)');
  });
});

describe('window', () => {
  test('of several days has the first and the last', () => {
    expect(labelOf('2026-10-31T15:00:00Z', '2026-11-07T15:00:00Z')).toBe(
      '2026年11月1日(日)〜2026年11月7日(土)',
    );
  });

  test('that is not made of days has its times', () => {
    expect(labelOf('2026-11-20T21:30:00Z', '2026-11-20T22:00:05Z')).toBe(
      '2026年11月21日(土) 6時30分〜2026年11月21日(土) 7時0分5秒',
    );
  });
});

test('a failed report has the engine’s error as it is', () => {
  const { notices } = inJapanese({ status: 'partial', reports: [failed()] });
  expect(notices).toEqual([
    {
      severity: 'failure',
      title: 'コンソールログイン: このレポートは失敗しました',
      lines: ['QueryFailedError: HIVE_BAD_DATA: not a number'],
    },
  ]);
});

test('a reason without a Japanese translation stays as it is, even if named like an object property', () => {
  const { line } = ja.warnings['damaged-log-file'];
  expect(line({ file: 'a.json.gz', reason: 'constructor' })).toBe('読み取れませんでした: constructor');
});

test('the HTML says that it is Japanese', () => {
  expect(renderHtml(inJapanese())).toMatch(/^<!doctype html>\n<html lang="ja">/);
});

describe('the message', () => {
  const raw = () => composeMessage(messageInput({ summary: inJapanese() }));

  test('is ASCII on its way, in lines that mail servers take', async () => {
    const lines = Buffer.from(await raw())
      .toString('latin1')
      .split('\r\n');
    expect(lines.filter((line) => /[^\x20-\x7e\t]/.test(line) || line.length > 78)).toEqual([]);
  });

  test('arrives with its subject and text as written', async () => {
    const { subject, text } = await PostalMime.parse(await raw());
    expect(subject).toBe(inJapanese().subject);
    expect(text?.trimEnd()).toBe(renderText(inJapanese()).trimEnd());
  });
});
