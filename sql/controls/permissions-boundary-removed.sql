-- title: Permissions boundary removed
-- why: The boundary kept the user or role from more permissions than intended.
-- first: Ask who approved it. If nobody did, set the boundary again and check what was done since.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.5; MITRE ATT&CK: T1098.003
-- title-ja: アクセス許可の境界の削除
-- why-ja: 境界は、ユーザーやロールの権限が意図より広がることを防ぎます。
-- first-ja: 誰が承認したか確認してください。承認がなければ、境界を再び設定し、その後の操作を調べてください。

eventsource = 'iam.amazonaws.com' AND eventname IN ('DeleteUserPermissionsBoundary', 'DeleteRolePermissionsBoundary')
AND outcome = 'Success'
