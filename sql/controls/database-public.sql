-- title: Database reachable from the internet
-- why: Anyone with a password or an exploit can read it.
-- first: Make it private unless it is meant to be public.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1133
-- title-ja: インターネットから接続できるデータベース
-- why-ja: パスワードや脆弱性があれば、誰でも読めます。
-- first-ja: 公開が意図されていなければ、非公開にしてください。

eventsource = 'rds.amazonaws.com' AND eventname IN ('CreateDBInstance', 'ModifyDBInstance', 'CreateDBCluster', 'ModifyDBCluster')
AND json_extract_scalar(requestparameters, '$.publiclyAccessible') = 'true'
AND outcome = 'Success'
