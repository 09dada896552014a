-- title: Federation token issued to an IAM user
-- why: The token works for up to 36 hours, even after the user's key is deleted.
-- first: Ask the owner. If it was not them, attach a policy that denies everything to the user before you delete the
--   key.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.5; MITRE ATT&CK: T1550.001
-- title-ja: IAMユーザーによるフェデレーショントークンの取得
-- why-ja: トークンは、ユーザーのキーを削除しても最長36時間使えます。
-- first-ja: 所有者に確認してください。本人でなければ、キーを削除する前に、すべてを拒否するポリシーをユーザーに付けて
--   ください。

eventsource = 'sts.amazonaws.com' AND eventname = 'GetFederationToken' AND useridentity.type IN ('IAMUser', 'Root')
AND outcome = 'Success'
