-- title: Root session of a member account started
-- why: AssumeRoot gives a short session as the root user of another account.
-- first: Ask the caller what it was for, and compare that with what was done in the session.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.2; MITRE ATT&CK: T1078.004
-- title-ja: メンバーアカウントのルートセッションの取得
-- why-ja: AssumeRootにより、別アカウントのルートとして短時間操作できます。
-- first-ja: 呼び出した人に目的を確認し、セッション中の操作と照合してください。

eventsource = 'sts.amazonaws.com' AND eventname = 'AssumeRoot'
