-- title: Bucket, repository, secret or key shared with another account
-- why: The other account can use it from then on.
-- first: Ask whose account it is. If nobody knows it, remove it from the policy and check what the resource contained.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1537
-- title-ja: バケット・リポジトリ・シークレット・キーの別アカウントとの共有
-- why-ja: 別アカウントが利用できるようになります。
-- first-ja: 誰のアカウントか確認してください。不明であれば、ポリシーから削除し、内容を確認してください。

(eventsource = 's3.amazonaws.com' AND eventname = 'PutBucketPolicy'
  OR eventsource = 'ecr.amazonaws.com' AND eventname = 'SetRepositoryPolicy'
  OR eventsource = 'secretsmanager.amazonaws.com' AND eventname = 'PutResourcePolicy'
  OR eventsource = 'kms.amazonaws.com' AND eventname = 'PutKeyPolicy')
-- A policy may be JSON within JSON.
AND regexp_like(
  replace(replace(requestparameters, '\"', '"'), calledaccount, ''),
  '"Effect"\s*:\s*"Allow"[^{}]*"Principal"\s*:\s*\{[^{}]*"AWS"\s*:\s*(\[[^\]]*)?"(arn:aws[a-z-]*:(iam|sts)::)?[0-9]{12}[":]|"Principal"\s*:\s*\{[^{}]*"AWS"\s*:\s*(\[[^\]]*)?"(arn:aws[a-z-]*:(iam|sts)::)?[0-9]{12}[":][^{}]*\}[^{}]*"Effect"\s*:\s*"Allow"'
)
AND outcome = 'Success'
