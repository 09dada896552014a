import { Temporal } from 'temporal-polyfill';
import type { DaysWithoutLogs, NotProjected, PassedOver, PassedOverReason } from '../../run/warning.ts';
import { capped } from '../capped.ts';
import { numbersIn } from '../numbers.ts';
import { SHOWN, type WarningWords } from './warning-words.ts';

const { number, bytes } = numbersIn('ja-JP');

export const warnings: WarningWords = {
  'no-log-files': {
    title: () => 'この期間のログファイルがありません',
    short: () => 'この期間のログファイルなし',
    line: ({ from, to, unread }) =>
      `読み取り対象の日付フォルダ${from === to ? from : `${from}〜${to}`}には、ログファイルが1つもありませんでした。${unreadFiles(unread)}何も起きなかったことを示すものではありません。`,
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
      `${number(days.of)}日(UTC)のうち${number(days.missing)}日分のログファイルがありません: ${rangesOf(days)}。${unreadFiles(days.unread)}その日に何も起きなかったことを示すものではありません。`,
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
  'unnamed-log-file': {
    title: () => '破損したログファイルがあるようですが、Athenaはファイル名を示していません',
    short: () => '破損したログファイル(ファイル名不明)',
    line: ({ from, to }) =>
      `cloudtrail-audit doctor --log-bucket s3://bucket/prefix --read-files DAY を実行すると、その日の破損したログファイルがわかります(対象は${from}から${to}まで)。破損のないコピーに戻すか、AWSLogsの外に移してから、この期間をもう一度実行してください。`,
  },
  'unreadable-folder': {
    title: (_, count) => `一覧を取得できないログフォルダ${number(count)}個を除外しました`,
    short: (_, count) => `一覧を取得できないログフォルダ${number(count)}個`,
    line: ({ folder, reason }) =>
      `${folder}の一覧を取得できなかったため、このフォルダのログはどのレポートにも含まれません: ${reason}`,
  },
  'passed-over': {
    title: () => 'ログフォルダに読み取らなかったものがあります',
    short: () => '読み取らなかったファイルあり',
    line: (found) => `${PASSED_OVER[found.reason](number(found.count))}: ${pathsOf(found)}`,
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
  'events-missing': {
    title: (_, count) => `すべてのイベントを含んでいないレポートが${number(count)}件あります`,
    short: (_, count) => `イベントの欠けたレポート${number(count)}件`,
    line: ({ report, events, rows }) =>
      `${report}: 対象のイベント${number(events)}件に対して${number(rows)}行しかなく、${number(events - rows)}件が欠けています。クエリとクエリの間にログファイルが届いた可能性があります。この期間をもう一度実行してください。`,
  },
  'scan-limit': {
    title: () => 'スキャン量の上限がログファイルの量より小さくなっています',
    short: () => 'スキャン量の上限不足',
    line: ({ bytes: read, limit, enough }) =>
      `クエリは対象日のすべてのログファイル(${bytes(read)})を読み取りますが、スキャン量の上限${limit === undefined ? '' : `(${bytes(limit)})`}を超えています。athena.scanLimitBytes(独自のワークグループではBytesScannedCutoffPerQuery)を${enough}に設定するか、日数、アカウント、リージョンを減らしてください。`,
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
      `アーカイブから前回の実行を読み取れなかったため、前回からイベントが途絶えたアカウントや、どちらの実行にも含まれないイベントがあっても、このメールには表示されません: ${error}`,
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
  'window-gap': {
    title: () => 'この期間より前に、定期実行の対象になっていない時間があります',
    short: () => '対象外の時間あり',
    line: ({ from, to }) =>
      `${from}から${to}までは、どの定期実行の対象にもなっていません。実行が抜けているか、スケジュールが変更されています。実行が抜けている場合は、その実行を行ってください。スケジュールを変更した場合は、この範囲とその前の数日を手動で実行してください。この時間に遅れて届いたイベントは、どの定期実行にも含まれていない可能性があります。`,
  },
  'window-overlap': {
    title: () => 'この期間はほかの定期実行と重なっています',
    short: () => 'ほかの期間と重複',
    line: ({ from, to }) =>
      `${from}から${to}までのイベントは、ほかの定期実行にも含まれています。スケジュールが変更されたためです。二重に数えないでください。`,
  },
  'log-files-after-run': {
    title: ({ files }) => `前回の実行がログを読んだ後に届いたログファイルが${number(files)}個あります`,
    short: ({ files }) => `前回の実行に間に合わなかったログファイル${number(files)}個`,
    line: ({ files, days, from, to }) =>
      `${capped(days, SHOWN.ranges, (more) => `ほか${number(more)}日`).join('、')}(UTC)のログファイル${number(files)}個は、前回の実行がログを読んだときにはなく、以後の実行でも読まれません。これらのイベントはどの定期実行にも含まれません。${from}から${to}までを手動で実行してください。`,
  },
  'unread-log-files': {
    title: ({ files = 0 }) =>
      files > 0
        ? `どの定期実行にも含まれないログファイルが${number(files)}個あります`
        : '以前の日のフォルダを確認できませんでした',
    short: ({ files = 0 }) =>
      files > 0 ? `定期実行に含まれないログファイル${number(files)}個` : '以前の日は未確認',
    line: ({ files = 0, example = '', incomplete = false }) =>
      [
        ...(files > 0
          ? [
              `ログファイル${number(files)}個(例: ${example})は、定期実行がもう読まないフォルダにあります。その日を手動で実行してください。`,
            ]
          : []),
        ...(incomplete
          ? ['ログファイルが多すぎるため、以前の日のフォルダをすべては確認できませんでした。']
          : []),
      ].join(''),
  },
  'undated-log-files': {
    title: ({ files }) => `配信時刻のわからないログファイルが${number(files)}個あります`,
    short: ({ files }) => `配信時刻のわからないログファイル${number(files)}個`,
    line: ({ files, example }) =>
      `ログファイル${number(files)}個(例: ${example})は、名前から配信時刻がわかりません。その中の、この期間より前のイベントは除かれており、どの実行にも含まれない可能性があります。`,
  },
  'networks-not-named': {
    title: () => 'ネットワークの国と所有者を表示できません',
    short: () => 'ネットワーク名なし',
    line: ({ error }) =>
      `設定networksのMMDBファイルを使用できませんでした。ほかに欠けているものはありません: ${error}`,
  },
  'history-failed': {
    title: () => 'この実行のイベントは履歴に保存されていません',
    short: () => '履歴に未保存',
    line: ({ error, left = [] }) =>
      `この実行のイベントをParquetとして保存できなかったため、履歴に含まれません。レポートはログから作成しており、欠けていません: ${error}${left.length > 0 ? `。どの実行にも属さないファイルが${left.join('、')}に残っています。削除してください` : ''}`,
  },
  'history-not-read': {
    title: (_, count) => `${number(count)}件の実行の履歴を読みませんでした`,
    short: (_, count) => `${number(count)}件の履歴を読まず`,
    line: ({ runId, reason }) => `${runId}の履歴の代わりにログを読みました: ${reason}`,
  },
};

const PASSED_OVER: Record<PassedOverReason, (count: string) => string> = {
  'not-json': (count) => `日付フォルダ内のファイル${count}個は、gzipでもJSONでもないため読み取りませんでした`,
  archived: (count) =>
    `S3 Glacier Flexible RetrievalまたはDeep Archiveにあるログファイル${count}個は、Athenaが読み取りません(別のストレージクラスにコピーしてから、この期間を実行し直してください)`,
  hidden: (count) =>
    `名前がピリオドまたは下線で始まるログファイル${count}個は読み取りませんでした(中断されたコピーと思われます。コピーし直してから、この期間を実行し直してください)`,
  'outside-days': (count) => `日付フォルダの外にあるファイル${count}個は読み取りませんでした`,
  'unknown-folder': (count) => `CloudTrailの構成にないフォルダ${count}個は読み取りませんでした`,
  'other-root': (count) =>
    `ほかのAWSLogsフォルダ${count}個は読み取りませんでした(それぞれ別に実行してください)`,
};

const WEEKDAYS = ['月', '火', '水', '木', '金', '土', '日'];

/** `2026年11月21日(土)` */
export function date({ year, month, day, dayOfWeek }: Temporal.PlainDate): string {
  return `${year}年${month}月${day}日(${WEEKDAYS[dayOfWeek - 1]})`;
}

/** The same of a date as `2026-11-21`. */
function dateFrom(iso: string): string {
  return date(Temporal.PlainDate.from(iso));
}

function unreadFiles(count = 0): string {
  return count > 0 ? `読み取れなかったファイルは${number(count)}個あります(下記)。` : '';
}

function pathsOf({ count, paths }: PassedOver): string {
  return capped(paths, SHOWN.paths, (more) => `ほか${number(more)}件`, count).join('、');
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
