-- title: Anonymous call that worked
-- why: A resource answers callers that have no credentials.
-- first: Find out which resource answered. Close it unless it is meant to be public.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.4; MITRE ATT&CK: T1580
-- title-ja: 成功した匿名の呼び出し
-- why-ja: 認証情報のない呼び出しに応答しているものがあります。
-- first-ja: 何に応答しているか確認し、公開が意図されていなければ閉じてください。

actor = 'anonymous' AND outcome = 'Success'
AND eventsource NOT IN ('signin.amazonaws.com', 'sts.amazonaws.com', 'cognito-identity.amazonaws.com')
