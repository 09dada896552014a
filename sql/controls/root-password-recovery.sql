-- title: Root password or e-mail address recovered or changed
-- why: Anyone who completes this controls the account.
-- first: Ask the owner of the root e-mail address at once. If it was not them, secure the mailbox and call AWS
--   Support.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.5; MITRE ATT&CK: T1098
-- title-ja: ルートのパスワード・メールアドレスの復旧または変更
-- why-ja: 完了した人がアカウントを支配します。
-- first-ja: ルートのメールアドレスの所有者にすぐ確認してください。本人でなければ、メールボックスを保護し、AWSサポート
--   に連絡してください。

eventsource = 'signin.amazonaws.com' AND eventname IN ('PasswordRecoveryRequested', 'PasswordRecoveryCompleted', 'EmailUpdated')
