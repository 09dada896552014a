-- title: Many secrets read by a person or with a user's key
-- why: Attackers collect the secrets first.
-- first: Ask the owner. If it was not them, disable the key or session and change the secrets that were read.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.2; MITRE ATT&CK: T1555.006
-- at-least: 10 in 60 minutes
-- same: identity
-- title-ja: 人またはユーザーのキーによる多数のシークレットの読み取り
-- why-ja: 侵入した人は、まずシークレットを集めます。
-- first-ja: 所有者に確認してください。本人でなければ、キーまたはセッションを無効にし、読み取られたシークレットを変更
--   してください。

(eventsource = 'secretsmanager.amazonaws.com' AND eventname = 'GetSecretValue'
  OR eventsource = 'ssm.amazonaws.com' AND eventname = 'GetParameter'
    AND json_extract_scalar(requestparameters, '$.withDecryption') = 'true')
AND (actor = 'person' OR useridentity.type = 'IAMUser')
