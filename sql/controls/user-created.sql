-- title: IAM user created
-- why: A new user is a way back in that changing passwords does not close.
-- first: Ask who requested the user. If nobody did, delete it, and check what the user and the caller did.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.5; MITRE ATT&CK: T1136.003
-- title-ja: IAMユーザーの作成
-- why-ja: 新しいユーザーは、パスワードを変更しても残る侵入口になります。
-- first-ja: 誰が依頼したか確認してください。依頼がなければ削除し、そのユーザーと作成者の操作を調べてください。

eventsource = 'iam.amazonaws.com' AND eventname = 'CreateUser'
AND outcome = 'Success'
