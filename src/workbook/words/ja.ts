import type { WorkbookWords } from './en.ts';

const number = (value: number) => value.toLocaleString('ja-JP');

export const ja: WorkbookWords = {
  summary: '概要',
  review: 'レビュー',
  newValues: '新しい値',
  verdict: '判定',
  window: '対象期間',
  controls: {
    title: 'コントロール',
    columns: ['コントロール', '重大度', '結果', 'イベント数', 'グループ別のイベント数'],
    status: {
      people: '人による操作あり',
      grouped: '登録済みグループのみ',
      quiet: '該当なし',
      'not-observable': '観測できません',
      unknown: '不明(クエリが失敗しました)',
    },
  },
  reports: {
    title: 'レポート',
    columns: ['レポート', '行数', 'シート', 'ファイル', 'ファイルのSHA-256'],
    failed: '失敗',
  },
  coverage: {
    title: 'イベントがあったアカウント',
    columns: ['アカウント', 'イベント数', 'リージョン', '最初のイベント (UTC)', '最後のイベント (UTC)'],
    more: (count) => `ほか${number(count)}件はレポートのシートにあります`,
  },
  notes: {
    title: 'このブックについて',
    values: '値はCSVと同じ文字列です。時刻はUTCです。',
    noDifference:
      '記録の正本はCSVです。そのSHA-256は上にあります。数式に見える文字の前がアポストロフィで始まる値は、ここではアポストロフィなしで表示されます。制御文字は␁のような記号で表示されます。',
    cutValues: (sheet, values, file) =>
      `${sheet}: Excelのセルに入らない32,767文字を超える値${number(values)}件を切り詰めました。全文は${file}にあります。`,
    moreSheets: (sheets) => `1シートに入るのは1,048,576行までのため、行は次のシートに続きます: ${sheets}。`,
    full: (sheet, rows, all, file) =>
      `${sheet}: ブックがいっぱいのため、${number(all)}行のうち${number(rows)}行だけがあります。全行は${file}にあります。`,
  },
  rows: {
    timeColumn: (name) => `${name} (UTC)`,
    cut: (characters) => ` … [切り詰め: 全${number(characters)}文字はCSVにあります]`,
    noRows: '行はありません。',
  },
  failedReport: (error) => `このレポートは失敗しました: ${error}`,
  form: {
    of: '実行',
    manifest: 'マニフェストのSHA-256',
    reviewer: 'レビュー担当者',
    date: '日付',
    note: 'メモ',
    ticket: 'チケット',
    fillIn: '黄色のセルに記入してください。レビューを実行と一緒に残すには、コマンドラインでも書き込みます:',
    reviewed: 'このブックの作成時点のレビュー',
    reviewedColumns: ['レビュー担当者', '日時', 'メモ', 'チケット', 'マニフェスト'],
    sameManifest: '現在と同じ',
    otherManifest: 'その後に変更あり',
    findings: '指摘事項',
    columns: ['コントロール', 'イベントID', '時刻 (UTC)', '実行者', '操作', '結果', 'チケット', 'メモ'],
    results: '結果はfalse-alarm(誤検知)またはfollowed-up(対応済み)です。',
    firstOfEach:
      'コントロールごとに新しい順で10件までです。すべてのイベントはコントロールのシートにあります。',
  },
};
