-- title: Access key created
-- why: A long-term key works from anywhere, and still works after the password is changed.
-- first: Ask the owner whether they need it. If not, deactivate it.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.5; MITRE ATT&CK: T1098.001
-- title-ja: アクセスキーの作成
-- why-ja: 長期のキーはどこからでも使え、パスワードを変更しても有効です。
-- first-ja: 所有者に必要か確認し、不要であれば無効にしてください。

eventsource = 'iam.amazonaws.com' AND eventname = 'CreateAccessKey'
AND outcome = 'Success'
