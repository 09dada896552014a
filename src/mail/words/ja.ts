import type { Temporal } from 'temporal-polyfill';
import { zoned } from '../../time/time.ts';
import { numbersIn } from '../numbers.ts';
import type { Words } from './en.ts';
import { firstScreen } from './ja-first-screen.ts';
import { date, warnings } from './ja-warnings.ts';

const { number, bytes, share, dollars } = numbersIn('ja-JP');

// Half-width letters, digits and brackets, no space between them and Japanese: as the AWS console writes it.

/** Every word of the mail in Japanese. */
export const ja: Words = {
  number,
  bytes,
  share,

  title: 'CloudTrail監査レポート',
  date,
  moment,
  range: (from, to) => `${from}〜${to}`,
  window: (from, to, zone, hours) => `${from}から${to}まで(${zone}、${number(hours)}時間)`,
  windowInUtc: (from, to) => `${utc(from)}から${utc(to)}まで(終わりの時刻は含みません)`,

  bounds: {
    accounts: {
      label: 'アカウント',
      only: (accounts) => `対象アカウント: ${accounts}のみ`,
      short: (all) => (all.length === 1 ? `アカウント${all[0]}のみ` : `${number(all.length)}アカウントのみ`),
    },
    regions: {
      label: 'リージョン',
      only: (regions) => `対象リージョン: ${regions}のみ`,
      short: (all) => (all.length === 1 ? `${all[0]}のみ` : `${number(all.length)}リージョンのみ`),
    },
  },
  onlyThese: (values) => `${values}のみ`,

  firstScreen,
  subject: ({ verdict, reasons, name, window, counts }) => {
    const head = `${verdict.map((word) => `【${word}】`).join('')}${reasons.join('、')}`;
    return [...(head ? [head] : []), name, `CloudTrail監査 ${window}`, ...counts].join(' · ');
  },
  countOf: (rows, title) => `${title} ${number(rows)}件`,
  list: (items) => items.join('、'),
  moreReports: (count) => `ほか${number(count)}レポート`,
  reportFailedShort: (title) => `「${title}」が失敗`,
  reportsFailedShort: (failed, all) => `${number(all)}レポート中${number(failed)}レポートが失敗`,
  noReports: 'レポートなし',

  reportFailed: (title) => `${title}: このレポートは失敗しました`,
  warnings,
  coverage: {
    covered: (accounts, regions) =>
      `イベントのあった${number(accounts)}アカウント・${number(regions)}リージョン`,
    accounts: '記録アカウント数',
    count: (accounts) => `${number(accounts)}アカウント`,
    inRegions: (regions) => `${number(regions)}リージョン`,
    columns: [
      'アカウント',
      'イベント数',
      'リージョン別の件数',
      '最初のイベント',
      '最後のイベント',
      'イベントのない時間',
    ],
    title: (shown, all) =>
      shown === all
        ? 'アカウント(イベントのない時間の多い順)'
        : `全${number(all)}アカウントのうち、イベントのない時間の多い${number(shown)}アカウント`,
    hoursWithout: (without, hours, from, to) =>
      `${number(hours)}時間中${number(without)}時間、最長の空白は${from}〜${to}`,
    ofRegion: (region, events) => `${region} ${number(events)}件`,
    moreRegions: (count) => `ほか${number(count)}リージョン`,
    otherRegions: (regions, events, share) =>
      `ほか${number(regions)}リージョン: ${number(events)}件、${share}`,
    silentRegion: (region, accounts) => `${region}(アカウント${accounts})`,
    moreAccounts: (count) => `ほか${number(count)}件`,
  },
  reviews: {
    open: (open, all, dates) =>
      open === 0
        ? `直近${number(all)}回の実行はレビュー済み`
        : `直近${number(all)}回の実行のうち${number(open)}回が未レビュー: ${dates}`,
    reviewed: (reviewer, at) => `${reviewer}が${at}にレビュー`,
    note: (text) => `「${text}」`,
    changed: (reviewer, at) =>
      `${reviewer}による${at}のレビューの後に変更されました(内容はcloudtrail-audit verifyで確認できます)`,
    unreadable: 'レビューを読み取れません(理由はcloudtrail-audit verifyで確認できます)',
    falseAlarms: (count) => `誤検知${number(count)}件`,
    followedUp: (count) => `対応済み${number(count)}件`,
    command: 'この実行をレビューするには:',
    yourName: '氏名',
  },
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
    `読み取れたログ${covered ? `(${covered})` : ''}の中には、該当する行がありませんでした。上の警告を確認してください。`,
  noEvents: (files) =>
    `不明です。この期間のイベントが${files === undefined ? '' : `、ログファイル${number(files)}個の中に`}1件も見つかりませんでした。`,
  tooLarge: (rows, size, place) =>
    `${number(rows)}件はCSVにすると${bytes(size)}で、archive.csvMaxBytesを超えます。ファイルには行の代わりに件数の集計があります。${place ? `行、またはその元のイベントは、保存期間中は${place}にあります。` : '元のイベントはログにだけあります。'}`,
  muted: (rows) => `設定でミュートした${number(rows)}件は、CSVにはありますが、以下の表には含まれません。`,
  allMuted: (rows) =>
    rows === 1
      ? 'この1件は設定でミュートされています。CSVには含まれています。'
      : `${number(rows)}件すべてが設定でミュートされています。CSVには含まれています。`,

  /** labels of the columns that reports usually count; any other column is called by its name */
  columns: {
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
  },
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
  inArchive: (place) => `アーカイブにあります: ${place}`,
  workbook: {
    label: 'ブック',
    failed: 'ブックを添付できませんでした',
    failedLine: (error) =>
      `作成できませんでした(${error})。CSVはアーカイブにあります。report.xlsxはこのメールの後にもう一度作成します。`,
  },
  scanned: (bytes) => `スキャン量 ${bytes}`,

  countsTitle: '件数',
  aboutTitle: 'この実行について',
  archive: 'アーカイブ',
  run: '実行',
  windowTitle: 'UTCでの期間',
  runAndTrigger: (id, trigger) => `${id}(${trigger})`,
  trigger: { schedule: '定期実行', manual: '手動実行' },
  logs: 'ログファイル',
  logFiles: (logs, isSized) =>
    logs
      ? `${number(logs.files)}個${logs.complete ? '' : '以上'}${isSized ? `(${bytes(logs.bytes)})` : ''}`
      : '不明',
  shortenedTitle: '表示の省略',
  shortened:
    '長いメールは途中で切られることがあるため、各レポートの表示を減らしています。CSVには全行が含まれます',
  scannedTitle: 'スキャン量',
  scannedAndCost: (bytes, cost) =>
    cost === undefined
      ? `${bytes}(1台のマシンで読み取ったため、料金はかかりません)`
      : `${bytes}(${price(cost)})`,
  withoutFailed: '。失敗したレポートの読み取り分は含みません',
  overCeiling: (ceiling) => `。上限(limits.usdPerRun)の${dollars(ceiling)}を超えました`,
};

/** `2026年11月21日(土) 7時` */
function moment(time: Temporal.PlainDateTime): string {
  return `${date(time.toPlainDate())} ${timeOfDay(time)}`;
}

function utc(instant: string): string {
  return moment(zoned(instant, 'UTC').toPlainDateTime());
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
