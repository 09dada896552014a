-- title: Console password created or set for another user
-- why: Anyone who sets a password can sign in as that user.
-- first: Ask the user. If they did not ask for it, remove the password and end the sessions.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.5; MITRE ATT&CK: T1098.001
-- title-ja: 他のユーザーのコンソールパスワードの作成・設定
-- why-ja: パスワードを設定した人は、そのユーザーとしてサインインできます。
-- first-ja: ユーザーに確認してください。依頼していなければ、パスワードを削除し、セッションを無効にしてください。

eventsource = 'iam.amazonaws.com' AND eventname IN ('CreateLoginProfile', 'UpdateLoginProfile')
AND json_extract_scalar(requestparameters, '$.userName') IS DISTINCT FROM useridentity.username
AND outcome = 'Success'
