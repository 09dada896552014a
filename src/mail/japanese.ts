import { Temporal } from 'temporal-polyfill';
import { japaneseCoverage } from './japanese-coverage.ts';
import { date } from './japanese-dates.ts';
import { bytes, dollars, number, share } from './japanese-numbers.ts';
import { japaneseWarnings } from './japanese-warnings.ts';
import type { Wording } from './wording.ts';

// Half-width letters, digits and brackets, no space between them and Japanese: as the AWS console writes it.

/** labels of the columns that reports usually count; any other column is called by its name */
const columns: Record<string, string> = {
  eventtime: '日時',
  identity: '操作者',
  username: 'ユーザー/ロール',
  sourceipaddress: '接続元',
  eventname: 'イベント',
  eventsource: 'サービス',
  awsregion: 'リージョン',
  recipientaccountid: 'アカウント',
  type: 'アイデンティティの種類',
  useragent: 'ユーザーエージェント',
  arn: 'ARN',
  mfa: 'MFA',
  outcome: '結果',
  logintype: 'ログインの種類',
  errorcode: 'エラーコード',
  errormessage: 'エラーメッセージ',
};

/** Every word of the mail in Japanese. */
export const japanese: Wording = {
  number,
  bytes,
  share,

  title: 'CloudTrail監査レポート',
  date,
  moment,
  range: (from, to) => `${from}〜${to}`,
  window: (from, to, zone, hours) => `${from}から${to}まで(${zone}、${number(hours)}時間)`,
  windowInUtc: (from, to) => `UTCでは${utc(from)}から${utc(to)}まで(終わりの時刻は含みません)`,

  accounts: 'アカウント',
  regions: 'リージョン',
  onlyAccounts: (accounts) => `対象アカウント: ${accounts}のみ`,
  onlyRegions: (regions) => `対象リージョン: ${regions}のみ`,
  onlyThese: (values) => `${values}のみ`,
  onlyAccountsShort: (accounts) =>
    accounts.length === 1 ? `アカウント${accounts[0]}のみ` : `${number(accounts.length)}アカウントのみ`,
  onlyRegionsShort: (regions) =>
    regions.length === 1 ? `${regions[0]}のみ` : `${number(regions.length)}リージョンのみ`,

  statusPrefix: { succeeded: '', partial: '【要確認】', failed: '【失敗】' },
  subject: (name, window, parts) => `[${name}] CloudTrail監査 ${window}: ${parts.join(' / ')}`,
  countOf: (rows, title) => `${title} ${number(rows)}件`,
  list: (items) => items.join('、'),
  moreReports: (count) => `ほか${number(count)}レポート`,
  reportFailedShort: (title) => `「${title}」が失敗`,
  reportsFailedShort: (failed, all) => `${number(all)}レポート中${number(failed)}レポートが失敗`,
  noReports: 'レポートなし',

  reportFailed: (title) => `${title}: このレポートは失敗しました`,
  error: (name, message) => (message === '' ? name : `${name}: ${message}`),
  warnings: japaneseWarnings,
  coverage: japaneseCoverage,
  fileAndReason: (file, reason) => `${file}: ${reason}`,
  moreInManifest: (count) => `ほか${number(count)}件(manifest.jsonを参照)`,

  headlineFailed: '失敗',
  headlineUnknown: '不明',
  headlineWhyUnknown: { 'no-log-files': 'ログファイルなし', 'no-events': 'イベントなし' },
  headlineMuted: (rows) => `うちミュート${number(rows)}件`,

  nothingRead: '不明です。この期間のログファイルがありませんでした。',
  nothingFound: (files, covered) =>
    covered
      ? `該当なし(対象: ${covered})。ログファイル${number(files)}個を読み取りました。`
      : `該当なし。この期間のログファイル${number(files)}個を読み取りました。`,
  noRows: (files, covered) =>
    covered
      ? `${covered}のログファイル${number(files)}個を読み取りましたが、該当する行はありませんでした。`
      : `この期間のログファイル${number(files)}個を読み取りましたが、該当する行はありませんでした。`,
  nothingFoundInRest: (covered) =>
    `読み取れたログ${covered ? `(${covered})` : ''}の中には、該当する行がありませんでした。冒頭の警告を確認してください。`,
  noEvents: (files) =>
    `不明です。ログファイル${number(files)}個の中に、この期間のイベントが1件もありません。`,
  muted: (rows) => `設定でミュートした${number(rows)}件は、CSVにはありますが、以下の表には含まれません。`,
  allMuted: (rows) =>
    rows === 1
      ? 'この1件は設定でミュートされています。CSVには含まれています。'
      : `${number(rows)}件すべてが設定でミュートされています。CSVには含まれています。`,

  columns,
  noValue: '(なし)',
  otherValues: (values, rows, share) => `ほか${number(values)}種類: ${number(rows)}件、${share}`,
  hours: (zone) => `時間帯(${zone})`,
  clock,
  busiest: (hour, rows) => `最も多いのは${clock(hour)}台で${number(rows)}件です。`,
  span: (oldest, newest) =>
    oldest === newest ? `${newest}の1回です。` : `最初は${oldest}、最後は${newest}です。`,
  hourRows: (hour, rows) => `${clock(hour)}台 ${number(rows)}件`,
  newest: (shown, rows) =>
    shown === rows ? '全件(新しい順)' : `全${number(rows)}件のうち新しい${number(shown)}件`,

  attached: 'このメールに添付',
  notAttached: (place) => `サイズが大きいため添付していません。アーカイブにあります: ${place}`,
  scanned: (bytes) => `スキャン量 ${bytes}`,

  countsTitle: '件数',
  aboutTitle: 'この実行について',
  archive: 'アーカイブ',
  run: '実行',
  runAndTrigger: (id, trigger) => `${id}(${trigger})`,
  trigger: { schedule: '定期実行', manual: '手動実行' },
  logs: 'ログファイル',
  logFiles: (logs) =>
    logs ? `${number(logs.files)}個${logs.complete ? '' : '以上'}(${bytes(logs.bytes)})` : '不明',
  shortenedTitle: '表示の省略',
  shortened:
    '長いメールは途中で切られることがあるため、各レポートの表示を減らしています。CSVには全行が含まれます',
  scannedTitle: 'スキャン量',
  scannedAndCost: (bytes, cost) =>
    cost === undefined
      ? `${bytes}(このマシンで読み取ったため、料金はかかりません)`
      : `${bytes}(${price(cost)})`,
  withoutFailed: '。失敗したレポートの読み取り分は含みません',
  overCeiling: (ceiling) => `。上限(limits.usdPerRun)の${dollars(ceiling)}を超えました`,
};

/** `2026年11月21日(土) 7時` */
function moment(time: Temporal.PlainDateTime): string {
  return `${date(time.toPlainDate())} ${timeOfDay(time)}`;
}

function utc(instant: string): string {
  return moment(Temporal.Instant.from(instant).toZonedDateTimeISO('UTC').toPlainDateTime());
}

/** `7時`, `6時30分`, `6時30分15秒` */
function timeOfDay({ hour, minute, second }: Temporal.PlainDateTime): string {
  const minutes = minute === 0 && second === 0 ? '' : `${minute}分`;
  return `${clock(hour)}${minutes}${second === 0 ? '' : `${second}秒`}`;
}

function clock(hour: number): string {
  return `${hour}時`;
}

function price(cost: number): string {
  return cost > 0 && cost < 0.01 ? `${dollars(0.01)}未満` : dollars(cost);
}
