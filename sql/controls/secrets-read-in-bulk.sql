-- title: Secrets read in bulk by a person or with a user's key
-- why: One such call returns up to twenty secrets, or many parameters.
-- first: Ask the owner. If it was not them, disable the key or session and change the secrets that were read.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.2; MITRE ATT&CK: T1555.006
-- at-least: 3 in 60 minutes
-- same: identity
-- title-ja: 人またはユーザーのキーによるシークレットの一括読み取り
-- why-ja: 1回の呼び出しで、多数のシークレットやパス全体のパラメータを読み取れます。
-- first-ja: 所有者に確認してください。本人でなければ、キーまたはセッションを無効にし、読み取られたシークレットを変更
--   してください。

(eventsource = 'secretsmanager.amazonaws.com' AND eventname = 'BatchGetSecretValue'
  OR eventsource = 'ssm.amazonaws.com' AND eventname IN ('GetParameters', 'GetParametersByPath')
    AND json_extract_scalar(requestparameters, '$.withDecryption') = 'true')
AND (actor = 'person' OR useridentity.type = 'IAMUser')
