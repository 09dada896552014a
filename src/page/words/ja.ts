import { numbersIn } from '../../mail/numbers.ts';
import type { PageWords } from './en.ts';

const { number } = numbersIn('ja-JP');

export const ja: PageWords = {
  number,
  summary: '概要',
  charts: 'グラフ',
  reports: 'レポート',
  asTable: 'データを表で見る',
  more: (rows) => `ほか${number(rows)}件`,
  others: (names) => `その他${number(names)}件`,
  noEvents: 'イベントはありません。',
  noValue: '(なし)',
  newestOnly: (counted, all) =>
    `ここで数えたのは${number(all)}件のうち${number(counted)}件です。すべてはCSVにあります。`,
  eventCount: 'イベント',
  time: '時刻',
  day: '日',
  kind: '種類',
  value: '値',
  who: '誰が',
  service: 'サービス',
  from: 'どこから',
  account: 'アカウント',
  outcomes: ['成功', '失敗', '不明'],
  severities: ['高', '中', '低'],
  kinds: {
    principal: 'プリンシパル',
    'principal-region': 'プリンシパルとリージョン',
    'principal-service': 'プリンシパルとサービス',
    'principal-network': 'プリンシパルとネットワーク',
    'account-region': 'アカウントとリージョン',
    'write-action': '書き込み操作',
    'user-agent': 'ツール',
  },
  events: {
    title: 'イベント',
    about: (carried, all) =>
      `レポートの${number(all)}行のうち、${number(carried)}件のイベントがこのページにあります。コントロールとサインインが先で、root、ユーザー、ロールが続き、各レポートの先頭の行から入ります。1つのイベントが複数のレポートにあることがあります。すべての行はCSVにあります。`,
    noScript:
      'イベントの検索、絞り込み、並べ替えには、このページのスクリプトが必要です。ほかの内容はスクリプトなしで見られます。',
    noInflate:
      'このブラウザーはイベントを展開できません(DecompressionStreamがありません)。すべての行はCSVにあります。',
    search: '検索',
    inside: 'コントロールまたはレポート',
    outcome: '結果',
    all: 'すべて',
    clear: 'クリア',
    more: 'さらに表示',
    principal: '1つのプリンシパル',
    table: 'イベントの表',
    columns: [
      '時刻(UTC)',
      '誰が',
      'アカウント',
      'リージョン',
      'サービス',
      '操作',
      'どこから',
      '結果',
      'エラー',
      '含まれる場所',
      'イベントID',
    ],
  },
  browser: {
    none: '(なし)',
    found: '{all}件中{found}件のイベント、表示{shown}件',
    events: 'イベント',
    failures: '失敗',
    firstAndLast: '最初と最後',
    account: 'アカウント',
    service: 'サービス',
    from: 'どこから',
    controls: 'コントロール',
    close: '閉じる',
  },
  activity: {
    title: (isHours) => (isHours ? '時間と結果ごとの活動' : '日と結果ごとの活動'),
    about: '人、ロール、サービスのイベントを発生時刻ごとに示します。失敗は斜線です。',
    withoutOutcome: (all) =>
      `${number(all)}件のイベントを時刻ごとに示します。件数が多いため、結果はここでは分けていません。`,
  },
  controlDays: {
    title: '日ごとのコントロール',
    about:
      'コントロールが見つけた、どのグループにも属さない呼び出し元のイベントを、重大度ごとに示します。この実行と、前の60日間の定期実行が対象です。',
    unread: (runs) => `読めなかったマニフェストまたはその一覧: ${number(runs)}件。`,
    none: '比べられる、前の60日間の定期実行はありません。',
  },
  newValues: {
    title: '新しい値',
    about: '前の実行になかった値を、最初に現れた時刻に示します。大きい点は、その時刻に多いことを表します。',
    first: '最初のイベント',
    unknown: 'まだ分かりません。14日分の定期実行が必要です。',
    none: '新しい値はありません。',
  },
  flows: {
    title: '誰がどのサービスをどこから呼んだか',
    about: '最も多い呼び出し元、サービス、ネットワークです。太い線はイベントが多いことを表します。',
  },
  coverage: {
    title: (isHours) => (isHours ? 'アカウントと時間ごとのカバレッジ' : 'アカウントと日ごとのカバレッジ'),
    about: '各アカウントのイベントを、少ない順に示します。イベントのないところは点模様です。',
    quietest: (shown, all) => `${number(all)}アカウントのうち、少ない順に${number(shown)}です。`,
    tooMany: (counted, all) =>
      `${number(all)}件のうち、ここで読んだのは${number(counted)}件で、イベントのない時間は判断できません。下のアカウントのレポートに、イベントのある時間があります。`,
    silent: 'イベントなし',
    few: '少ない',
    many: '多い',
    silentParts: 'イベントのない時間または日',
  },
};
