-- title: IAM user created
-- why: A new user is a way back in that password changes do not close.
-- first: Ask who asked for the user. If nobody did, delete it, and read what it and its maker did.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.5; MITRE ATT&CK: T1136.003
-- title-ja: IAMユーザーの作成
-- why-ja: 新しいユーザーは、パスワードを変更しても残る侵入口になります。
-- first-ja: 誰が依頼したか確認してください。依頼がなければ削除し、そのユーザーと作成者の操作を調べてください。

eventsource = 'iam.amazonaws.com' AND eventname = 'CreateUser'
AND outcome = 'Success'
