/** What the notices say: which run, what happened, what to do. Plain text, by SNS. */
import type { Language } from '../src/run/language.ts';

const EXECUTION =
  'https://<region>.console.aws.amazon.com/states/home?region=<region>#/v2/executions/details/<execution>';

const english = {
  /** lines of an EventBridge template; its variables are those of RunFailedRule in infra/notices.yml */
  runFailed: [
    'CloudTrail audit report: the run <run> ended as <status>, at <time> in account <account>, region <region>.',
    'The error, if there was one: <error>',
    'Its mail may not have been sent. The files that it wrote are in the archive, in the folder named after the run.',
    'What to do: open the execution, fix what its error says, and redrive it there:',
    EXECUTION,
    'More: docs/operations.md, section A run failed.',
  ],
  ended:
    'CloudTrail audit report: in the last quarter of an hour a run ended as FAILED, TIMED_OUT or ABORTED, as the name of ' +
    'this alarm says. Its mail may not have been sent. Another notice names the run; if none has come, look for the run ' +
    'in the state machine of this alarm. What to do: docs/operations.md, section A run failed.',
  notStarted:
    'CloudTrail audit report: a scheduled run could not be started, so its window has no report yet. ' +
    'Its input and the error are in the dead-letter queue. ' +
    'What to do: docs/operations.md, section A run was not started.',
  overdue: (hours: number) =>
    `CloudTrail audit report: ALARM means that no scheduled run has been completed for more than ${hours} hours. ` +
    'INSUFFICIENT_DATA means that this is no longer measured, so a missing run would go unnoticed. ' +
    'What to do: docs/operations.md, section No run has been completed.',
};

const japanese: typeof english = {
  runFailed: [
    'CloudTrail監査レポート: 実行<run>が<status>で終了しました(<time>、アカウント<account>、リージョン<region>)。',
    'エラー(ある場合): <error>',
    'メールが送信されていない可能性があります。作成済みのファイルは、アーカイブ内の実行IDのフォルダにあります。',
    '対処方法: 次のリンクから実行を開き、エラーの原因を取り除いたうえで、再実行(Redrive)してください。',
    EXECUTION,
    '詳細: docs/operations.mdの「A run failed」',
  ],
  ended:
    'CloudTrail監査レポート: この15分以内に、実行がFAILED、TIMED_OUT、ABORTEDのいずれかで終了しました(どれかはアラーム名のとおりです)。' +
    'メールが送信されていない可能性があります。どの実行かは別の通知で知らせます。その通知が届かない場合は、' +
    'このアラームのステートマシンで実行を探してください。対処方法: docs/operations.mdの「A run failed」',
  notStarted:
    'CloudTrail監査レポート: 定期実行を開始できませんでした。この期間のレポートはまだ作成されていません。' +
    '開始時の入力とエラーは、デッドレターキューにあります。' +
    '対処方法: docs/operations.mdの「A run was not started」',
  overdue: (hours) =>
    `CloudTrail監査レポート: ALARMの場合、${hours}時間を超えて、定期実行が1件も完了していません。` +
    'INSUFFICIENT_DATAの場合、完了からの経過時間が測定されておらず、実行が抜けても検知できません。' +
    '対処方法: docs/operations.mdの「No run has been completed」',
};

export const noticeTexts: Record<Language, typeof english> = { en: english, ja: japanese };
