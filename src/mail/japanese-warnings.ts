import type { DaysWithoutLogs, NotProjected } from '../run/warning.ts';
import { namedAccounts } from '../run/warning.ts';
import { dateFrom } from './japanese-dates.ts';
import { number } from './japanese-numbers.ts';
import type { WarningWords } from './wording.ts';

export const japaneseWarnings: WarningWords = {
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
    title: ([days]) => `この期間のうち${number(days?.missing ?? 0)}日分のログファイルがありません`,
    short: ([days]) => `${number(days?.of ?? 0)}日中${number(days?.missing ?? 0)}日分のログファイルなし`,
    line: ({ ranges, missing, of }) =>
      `${number(of)}日(UTC)のうち${number(missing)}日分のログファイルがありません: ${listed(ranges)}。その日に何も起きなかったことを示すものではありません。`,
  },
  'days-not-surveyed': {
    title: ([days]) => `ログファイルの有無を確認できなかった日が${number(days?.missing ?? 0)}日あります`,
    short: () => 'ログファイルの有無を確認できない日あり',
    line: ({ ranges, missing, of }) =>
      `ログファイルが多すぎて数えきれず、${number(of)}日(UTC)のうち${number(missing)}日分については確認できませんでした: ${listed(ranges)}。ログファイルがあったかどうかは不明です。`,
  },
  'damaged-log-file': {
    title: ({ length }) => `破損したログファイル${number(length)}個を除外しました`,
    short: ({ length }) => `破損したログファイル${number(length)}個`,
    line: ({ reason }) => `読み取れませんでした: ${reasonWords(reason)}`,
  },
  'unreadable-folder': {
    title: ({ length }) => `一覧を取得できないログフォルダ${number(length)}個を除外しました`,
    short: ({ length }) => `一覧を取得できないログフォルダ${number(length)}個`,
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
    title: ([folders]) =>
      `テーブルの対象外のログフォルダ${number(folders?.folders ?? 0)}個は含まれていません`,
    short: ([folders]) => `テーブル対象外のログフォルダ${number(folders?.folders ?? 0)}個`,
    line: (details) =>
      `次のフォルダにはログファイルがありますが、テーブルの対象外のため、そのイベントはどのレポートにも含まれません: ${foldersNamed(details)}。テーブルが読み取るのは${details.location}のうちパーティション射影に設定された値だけです。不足している値を追加してください。`,
  },
  'silent-account': {
    title: ({ length }) => `${number(length)}アカウントでイベントが1件もありません`,
    short: ({ length }) => `イベントのないアカウント${number(length)}件`,
    line: ({ account, expected, lastEventTime }) =>
      `アカウント${account}: この期間のイベントがありません${lastEventTime ? `(最後のイベントは${lastEventTime})` : ''}。${expected === 'configuration' ? '設定で、イベントがあるはずとされているアカウントです。' : ''}`,
  },
  'silent-region': {
    title: ({ length }) => `${number(length)}リージョンでイベントが1件もありません`,
    short: ({ length }) => `イベントのないリージョン${number(length)}件`,
    line: ({ region }) =>
      `${region}では、どのアカウントにもこの期間のイベントがありません。設定で、イベントがあるはずとされているリージョンです。`,
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

const RANGES_LISTED = 10;

function listed(ranges: DaysWithoutLogs['ranges']): string {
  const shown = ranges
    .slice(0, RANGES_LISTED)
    .map(({ from, to }) => (from === to ? dateFrom(from) : `${dateFrom(from)}〜${dateFrom(to)}`));
  const rest = ranges.slice(RANGES_LISTED);
  const last = rest.at(-1)?.to;
  const more = last ? [`ほか${dateFrom(last)}までに${rest.length}か所(manifest.jsonを参照)`] : [];
  return [...shown, ...more].join('、');
}

function foldersNamed(details: NotProjected): string {
  const { named, more } = namedAccounts(details);
  const folders = named.map(({ folder, regions, more: others }) => {
    return `${folder}(${[...regions, ...(others > 0 ? [`ほか${number(others)}リージョン`] : [])].join('、')})`;
  });
  return [...folders, ...(more > 0 ? [`ほか${number(more)}アカウント(manifest.jsonを参照)`] : [])].join('、');
}

/** Why logs could not be read or looked for, as far as it is not AWS, the operating system or a parser that says so. */
function reasonWords(reason: string): string {
  const unlisted = 'the folder cannot be listed: ';
  if (reason.startsWith(unlisted)) {
    return `フォルダの中身を一覧できません: ${reason.slice(unlisted.length)}`;
  }
  return reasons[reason] ?? reason;
}

const reasons: Record<string, string> = {
  'the file is empty': 'ファイルが空です',
  'not UTF-8 text': 'UTF-8のテキストではありません',
  'no "Records" in it: not a CloudTrail log file':
    '「Records」がありません。CloudTrailのログファイルではありません',
  '"Records" is not a list': '「Records」が配列ではありません',
  '"Records" stands in it more than once': '「Records」が2つ以上あります',
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
  'it takes more memory than the engine may use: give more with --memory':
    'エンジンに許されたメモリでは足りません。--memoryで増やしてください',
  'the log files are too many to list them': 'ログファイルが多すぎて一覧できません',
};
