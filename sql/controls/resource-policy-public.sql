-- title: Repository, secret or key opened to everyone
-- why: Its policy allows every principal.
-- first: Read the policy: a condition may restrict it. Undo it unless it is intended.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1537
-- title-ja: リポジトリ・シークレット・キーの公開
-- why-ja: ポリシーがすべてのプリンシパルを許可しています。
-- first-ja: ポリシーを確認してください(条件で制限されている場合もあります)。意図したものでなければ元に戻してください。

(eventsource = 'ecr.amazonaws.com' AND eventname = 'SetRepositoryPolicy'
  OR eventsource = 'secretsmanager.amazonaws.com' AND eventname = 'PutResourcePolicy'
  OR eventsource = 'kms.amazonaws.com' AND eventname = 'PutKeyPolicy')
AND regexp_like(
  coalesce(json_extract_scalar(requestparameters, '$.policyText'), json_extract_scalar(requestparameters, '$.resourcePolicy'),
    json_extract_scalar(requestparameters, '$.policy')),
  '"Effect"\s*:\s*"Allow"[^{}]*"Principal"\s*:\s*("\*"|\{[^{}]*"\*")|"Principal"\s*:\s*("\*"|\{[^{}]*"\*"[^{}]*\})[^{}]*"Effect"\s*:\s*"Allow"')
AND outcome = 'Success'
