import { numbersIn } from '../numbers.ts';
import type { firstScreen as en } from './en-first-screen.ts';

const { number } = numbersIn('ja-JP');

/** The same words in Japanese. */
export const firstScreen: typeof en = {
  verdict: {
    FAILED: '失敗',
    PARTIAL: '不完全',
    LOOK: '要確認',
    'NOTHING NEW': '新規なし',
    LEARNING: '学習中',
  },
  verdictWords: (all) => all.join('・'),
  shortControls: (count) => `コントロール${number(count)}件`,
  shortNew: (count) => `新規${number(count)}件`,
  moreWarnings: (count) => `ほか${number(count)}件`,

  reasons: {
    missing: (parts) => `${parts.join('、')}。詳細は下にあります。`,
    controls: (count, titles) =>
      `コントロール${number(count)}件で、確認が必要なものが見つかりました: ${titles}。`,
    control: (title, severity) => `${title}(重大度${severity})`,
    newValues: (count, values) => `初めて現れたものが${number(count)}件: ${values}。`,
    more: (count) => `ほか${number(count)}件`,
    noControls: 'コントロールで、確認が必要なものは見つかりませんでした。',
    noControlsFrom: (severity) =>
      `重大度が「${severity}」以上のコントロールで、確認が必要なものは見つかりませんでした。`,
    notKnown: (count) => `クエリが失敗したため、コントロール${number(count)}件は不明です。`,
    notChecked: 'コントロールは確認していません。',
    nothingNew: '初めて現れたものはありません。',
    nothingCounted: '判定の対象になる種類で、初めて現れたものはありません。',
    leftOut: '値が多すぎたため、新しいものがないとは言えません。',
    learning: (days) =>
      `何が新しいかは、これより前の実行が14日分になるまでわかりません(現在${number(days)}日分)。`,
    newNotKnown: '何が新しいかは不明です。',
    byHand: '手動実行では、何が新しいかは判定しません。',
  },

  severity: { high: '高', medium: '中', low: '低' },
  ofSeverity: (severity) => `重大度: ${severity}`,
  controlsTitle: 'コントロールで見つかったもの',
  moreEvents: (count) => `ほか${number(count)}件(controls.csvを参照)`,
  titleAndEvents: (title, severity, events) => `${title}(重大度${severity}、${number(events)}件)`,
  moreControls: (titles) => `このほか: ${titles}`,
  grouped: (groups) => `対象外(グループ): ${groups}`,
  ofGroup: (name, events) => `${name} ${number(events)}件`,
  isNew: '初めて現れた操作者',
  first: '最初にすること',
  standards: '基準',

  labels: { change: '変化', new: '新規', usual: '通常', logs: 'ログ', review: 'レビュー', quiet: 'その他' },

  again: (titles) => `前回の実行にも該当: ${titles}`,
  started: (titles) => `前回の実行には該当なし: ${titles}`,
  ended: (titles) => `前回の実行だけに該当: ${titles}`,

  newValue: {
    principal: (key) => `呼び出し元 ${key.join(' ')}`,
    'principal-region': ([principal, ...region]) => `${principal}(リージョン ${region.join(' ')})`,
    'principal-service': ([principal, ...service]) => `${principal}(サービス ${service.join(' ')})`,
    'principal-network': ([principal, ...network]) => `${principal}(接続元 ${network.join(' ')})`,
    'account-region': ([account, ...region]) => `アカウント ${account}(リージョン ${region.join(' ')})`,
    'write-action': (key) => `変更操作 ${key.join(' ')}`,
    'user-agent': (key) => `ユーザーエージェント ${key.join(' ')}`,
  },
  newBy: (value, principal) => `${value}(操作者 ${principal})`,
  newSince: (value, events, first) =>
    events === 1 ? `${value}: ${first}に1件` : `${value}: ${first}から${number(events)}件`,
  newOfKind: {
    principal: (count) => `呼び出し元${number(count)}件`,
    'principal-region': (count) => `呼び出し元の新しいリージョン${number(count)}件`,
    'principal-service': (count) => `呼び出し元の新しいサービス${number(count)}件`,
    'principal-network': (count) => `呼び出し元の新しいネットワーク${number(count)}件`,
    'account-region': (count) => `アカウントの新しいリージョン${number(count)}件`,
    'write-action': (count) => `変更操作${number(count)}件`,
    'user-agent': (count) => `ユーザーエージェント${number(count)}件`,
  },
  moreNew: (count) => `ほか${number(count)}件(new.csvを参照)`,
  notCounted: (kinds) => `判定の対象外: ${kinds}`,
  dropped: (count) =>
    `この実行では保存上限を${number(count)}件超えました。超えた分は、今回新しい可能性も、以後新しいとされる可能性もあります`,
  unread: (runs) =>
    `以前の実行${number(runs)}件の記録を読み取れなかったため、新しくないものが新しいとされている可能性があります`,

  usual: (rows, low, high, weekday) => `${rows}(${usualRange(low, high, weekday)})`,
  moreThanUsual: (rows, low, high, weekday) => `${rows}: 通常(${usualRange(low, high, weekday)})より多い`,
  lessThanUsual: (rows, low, high, weekday) => `${rows}: 通常(${usualRange(low, high, weekday)})より少ない`,

  accounts: (count) => `${number(count)}アカウント`,
  regions: (count) => `${number(count)}リージョン`,
  logFiles: (count) => `ログファイル${number(count)}個`,
  whole: (what) => `欠落なし: ${what}`,
  notWhole: (what) => `完全ではありません(下の警告を参照): ${what}`,
  logsNotKnown: 'すべて揃っているかどうかは不明です',
  late: (rows) => `遅れて届いた、この期間より前のもの: ${rows}(late列がyes)`,
  notCovered: (folders) => `どのレポートにも含まれないもの: ${folders}`,
  silent: (regions) => `前回の実行以降、イベントのないリージョン: ${regions}`,

  below: (count, titles) => `重大度がより低いコントロール${number(count)}件: ${titles}`,
  quiet: (count, among) => `何も見つからなかったコントロール${number(count)}件: ${among}`,
  onlyGroups: (count, groups) => `グループの操作だけのコントロール${number(count)}件: ${groups}`,
  notObservable: (titles) => `これらのログからは確認できないもの: ${titles}`,
  unknown: (titles) => `クエリが失敗したため不明なもの: ${titles}`,
};

const WEEKDAYS = ['月', '火', '水', '木', '金', '土', '日'];

function usualRange(low: number, high: number, weekday: number | undefined): string {
  const range = low === high ? `${number(low)}件` : `${number(low)}〜${number(high)}件`;
  const day = weekday === undefined ? undefined : WEEKDAYS[weekday - 1];
  return day ? `${day}曜日は${range}` : range;
}
