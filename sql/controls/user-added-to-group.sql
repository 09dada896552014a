-- title: User added to a group
-- why: The user gets the permissions of the group.
-- first: Ask whether the user should have them.
-- severity: low
-- standards: PCI DSS 4: 10.2.1.5; MITRE ATT&CK: T1098.007
-- title-ja: グループへのユーザーの追加
-- why-ja: ユーザーはグループの権限を得ます。
-- first-ja: その権限が必要か確認してください。

eventsource = 'iam.amazonaws.com' AND eventname = 'AddUserToGroup'
AND outcome = 'Success'
