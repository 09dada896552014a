import { Temporal } from 'temporal-polyfill';
import type { DaysWithoutLogs, NotProjected } from '../../run/warning.ts';
import { capped } from '../capped.ts';
import { numbersIn } from '../numbers.ts';
import type { Words } from './en.ts';
import { SHOWN, type WarningWords } from './warning-words.ts';

const { number, bytes, share, dollars } = numbersIn('ja-JP');

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

const warnings: WarningWords = {
  'no-log-files': {
    title: () => 'この期間のログファイルがありません',
    short: () => 'この期間のログファイルなし',
    line: ({ from, to }) =>
      `読み取り対象の日付フォルダ${from === to ? from : `${from}〜${to}`}には、ログファイルが1つもありませんでした。何も起きなかったことを示すものではありません。`,
  },
  'no-events': {
    title: () => 'この期間のイベントが1件もありません',
    short: () => 'この期間のイベントなし',
    line: ({ files }) =>
      `この期間のイベントは${files === undefined ? '' : `、ログファイル${number(files)}個の中に`}1件も見つかりませんでした。何も起きなかったことを示すものではありません。テーブルがログとは別の場所を読み取っている場合も、同じ結果になります。`,
  },
  'days-without-log-files': {
    title: ({ missing }) => `この期間のうち${number(missing)}日分のログファイルがありません`,
    short: ({ missing, of }) => `${number(of)}日中${number(missing)}日分のログファイルなし`,
    line: (days) =>
      `${number(days.of)}日(UTC)のうち${number(days.missing)}日分のログファイルがありません: ${rangesOf(days)}。その日に何も起きなかったことを示すものではありません。`,
  },
  'days-not-surveyed': {
    title: ({ missing }) => `ログファイルの有無を確認できなかった日が${number(missing)}日あります`,
    short: ({ missing }) => `${number(missing)}日分のログファイルの有無を確認できず`,
    line: (days) =>
      `ログファイルが多すぎて数えきれず、${number(days.of)}日(UTC)のうち${number(days.missing)}日分については確認できませんでした: ${rangesOf(days)}。ログファイルがあったかどうかは不明です。`,
  },
  'damaged-log-file': {
    title: (_, count) => `破損したログファイル${number(count)}個を除外しました`,
    short: (_, count) => `破損したログファイル${number(count)}個`,
    line: ({ reason }) => `読み取れませんでした: ${reasonWords(reason)}`,
  },
  'unreadable-folder': {
    title: (_, count) => `一覧を取得できないログフォルダ${number(count)}個を除外しました`,
    short: (_, count) => `一覧を取得できないログフォルダ${number(count)}個`,
    line: ({ folder, reason }) =>
      `${folder}の一覧を取得できなかったため、このフォルダのログはどのレポートにも含まれません: ${reason}`,
  },
  'records-without-time': {
    title: () => '日時のないレコードを除外しました',
    short: () => '日時のないレコードあり',
    line: ({ records }) =>
      `eventTimeが2026-11-22T07:00:00Zの形式になっていないレコードが${number(records)}件ありました。どの期間にも入れられないため、どのレポートにも含まれません。`,
  },
  'not-projected': {
    title: ({ folders }) => `テーブルの対象外のログフォルダ${number(folders)}個は含まれていません`,
    short: ({ folders }) => `テーブル対象外のログフォルダ${number(folders)}個`,
    line: (folders) =>
      `次のフォルダにはログファイルがありますが、テーブルの対象外のため、そのイベントはどのレポートにも含まれません: ${foldersOf(folders)}。テーブルが読み取るのは${folders.location}のうちパーティション射影に設定された値だけです。不足している値を追加してください。`,
  },
  'silent-account': {
    title: (_, count) => `${number(count)}アカウントでイベントが1件もありません`,
    short: (_, count) => `イベントのないアカウント${number(count)}件`,
    line: ({ account, expected, lastEventTime }) =>
      `アカウント${account}: この期間のイベントがありません${lastEventTime ? `(最後のイベントは${lastEventTime})` : ''}。${expected === 'configuration' ? '設定で、イベントがあるはずとされています。' : ''}`,
  },
  'silent-region': {
    title: (_, count) => `${number(count)}リージョンでイベントが1件もありません`,
    short: (_, count) => `イベントのないリージョン${number(count)}件`,
    line: ({ region }) =>
      `リージョン${region}: どのアカウントにもこの期間のイベントがありません。設定で、イベントがあるはずとされています。`,
  },
  'last-run-not-read': {
    title: () => '前回の実行と比較できませんでした',
    short: () => '前回の実行と比較できず',
    line: ({ error }) =>
      `アーカイブから前回の実行を読み取れなかったため、前回からイベントが途絶えたアカウントがあっても、このメールには表示されません: ${error}`,
  },
  'window-too-recent': {
    title: () => 'この期間のログはまだすべて届いていない可能性があります',
    short: () => 'ログ未着の可能性あり',
    line: ({ minutes }) =>
      `期間の終わりから実行開始までが${minutes}分未満のため、終わり近くのイベントがまだ配信されていない可能性があります。`,
  },
  'logs-not-surveyed': {
    title: () => 'ログファイルの有無を確認できませんでした',
    short: () => 'ログファイルの有無を確認できず',
    line: ({ error }) =>
      `この期間のログファイルの有無を確認できなかったため、どのレポートも「何も起きなかった」とは読めません: ${reasonWords(error)}`,
  },
};

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
  warnings,
  coverage: {
    covered: (accounts, regions) =>
      `イベントのあった${number(accounts)}アカウント・${number(regions)}リージョン`,
    accounts: '記録アカウント数',
    count: (accounts) => `${number(accounts)}アカウント`,
    inRegions: (regions) => `${number(regions)}リージョン`,
    columns: {
      account: 'アカウント',
      events: 'イベント数',
      regions: 'リージョン別の件数',
      first: '最初のイベント',
      last: '最後のイベント',
      without: 'イベントのない時間',
    },
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
    silentRegionsTitle: (regions) => `前回の実行以降、${number(regions)}リージョンでイベントが途絶えました`,
    silentRegion: (region, accounts, more) =>
      `${region}: アカウント${[...accounts, ...(more > 0 ? [`ほか${number(more)}件`] : [])].join('、')}`,
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
    `読み取れたログ${covered ? `(${covered})` : ''}の中には、該当する行がありませんでした。冒頭の警告を確認してください。`,
  noEvents: (files) =>
    `不明です。この期間のイベントが${files === undefined ? '' : `、ログファイル${number(files)}個の中に`}1件も見つかりませんでした。`,
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

const WEEKDAYS = ['月', '火', '水', '木', '金', '土', '日'];

/** `2026年11月21日(土)` */
function date({ year, month, day, dayOfWeek }: Temporal.PlainDate): string {
  return `${year}年${month}月${day}日(${WEEKDAYS[dayOfWeek - 1]})`;
}

/** The same of a date as `2026-11-21`. */
function dateFrom(iso: string): string {
  return date(Temporal.PlainDate.from(iso));
}

function rangesOf({ ranges }: DaysWithoutLogs): string {
  const texts = ranges.map(({ from, to }) =>
    from === to ? dateFrom(from) : `${dateFrom(from)}〜${dateFrom(to)}`,
  );
  const others = (more: number) =>
    `ほか${dateFrom(ranges.at(-1)?.to ?? '')}までに${more}か所(manifest.jsonを参照)`;
  return capped(texts, SHOWN.ranges, others).join('、');
}

function foldersOf({ accounts }: NotProjected): string {
  const texts = accounts.map(({ folder, regions }) => {
    const others = (more: number) => `ほか${number(more)}リージョン`;
    return `${folder}(${capped(regions, SHOWN.regions, others).join('、')})`;
  });
  const others = (more: number) => `ほか${number(more)}アカウント(manifest.jsonを参照)`;
  return capped(texts, SHOWN.accounts, others).join('、');
}

/** Why logs could not be read or listed. What AWS, the operating system or a parser says stays in English. */
function reasonWords(reason: string): string {
  return reasons.get(reason) ?? reason;
}

const reasons = new Map(
  Object.entries({
    'the file is empty': 'ファイルが空です',
    'not UTF-8 text': 'UTF-8のテキストではありません',
    'no "Records" in it: not a CloudTrail log file':
      '「Records」がありません。CloudTrailのログファイルではありません',
    '"Records" is not a list': '「Records」が配列ではありません',
    'it has "Records" more than once': '「Records」が2つ以上あります',
    'not a file': 'ファイルではありません',
    "more than 512 MB of JSON: CloudTrail's log files hold a few megabytes":
      'JSONが512 MBを超えています。CloudTrailのログファイルは通常数MBです',
    'a record of more than 16 MB': '16 MBを超えるレコードがあります',
    'no list "Records" in it: not a CloudTrail log file':
      '配列「Records」がありません。CloudTrailのログファイルではありません',
    'the file ends inside "Records"': 'ファイルが「Records」の途中で終わっています',
    'more than 1 MB beside "Records": not a CloudTrail log file':
      '「Records」以外の部分が1 MBを超えています。CloudTrailのログファイルではありません',
    'not JSON that the engine can read': 'エンジンが読み取れるJSONではありません',
    'it needs more memory than the engine may use: raise --memory':
      'エンジンに許されたメモリでは足りません。--memoryで増やしてください',
    'there are too many log files to list': 'ログファイルが多すぎて一覧できません',
  }),
);
