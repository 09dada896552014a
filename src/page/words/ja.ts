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
  events: 'イベント',
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
  activity: {
    title: (isHours) => (isHours ? '時間と結果ごとの活動' : '日と結果ごとの活動'),
    about: '人、ロール、サービスのイベントを発生時刻ごとに示します。失敗は斜線です。',
    withoutOutcome: (all) =>
      `${number(all)}件のイベントを時刻ごとに示します。件数が多いため、結果はここでは分けていません。`,
  },
  controlDays: {
    title: '日ごとの統制',
    about:
      '統制が見つけた、どのグループにも属さない呼び出し元のイベントを、重要度ごとに示します。この実行と、前の60日間の定期実行が対象です。',
    unread: (runs) => `${number(runs)}件のマニフェストは読めませんでした。`,
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
