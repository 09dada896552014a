-- title: Access key created for another user
-- why: Anyone who creates a key for another user can act as that user.
-- first: Ask the caller and the user. If either does not know about it, deactivate the key and check what it was used
--   for.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.5; MITRE ATT&CK: T1098.001
-- title-ja: 他のユーザーのアクセスキーの作成
-- why-ja: 他人のキーを作成すると、そのユーザーとして操作できます。
-- first-ja: 作成者とユーザーの両方に確認してください。心当たりがなければキーを無効にし、使用履歴を調べてください。

eventsource = 'iam.amazonaws.com' AND eventname = 'CreateAccessKey'
AND json_extract_scalar(requestparameters, '$.userName') IS NOT NULL
AND json_extract_scalar(requestparameters, '$.userName') IS DISTINCT FROM useridentity.username
AND outcome = 'Success'
