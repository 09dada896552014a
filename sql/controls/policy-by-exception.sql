-- title: Policy that allows all but what it lists
-- why: NotAction, NotResource or NotPrincipal in an Allow gives what nobody listed, also what AWS adds later.
-- first: Read the policy. If nobody approved it, undo it; list what is allowed instead.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.5; MITRE ATT&CK: T1098.003
-- title-ja: 列挙したもの以外をすべて許可するポリシー
-- why-ja: AllowのNotAction・NotResource・NotPrincipalは、列挙していないもの(今後AWSが追加するものを含む)をすべて許可します。
-- first-ja: ポリシーの内容を確認してください。承認がなければ元に戻し、許可するものを列挙してください。

(eventsource = 'iam.amazonaws.com' AND eventname IN ('CreatePolicy', 'CreatePolicyVersion', 'PutUserPolicy',
    'PutGroupPolicy', 'PutRolePolicy', 'CreateRole', 'UpdateAssumeRolePolicy')
  OR eventsource = 's3.amazonaws.com' AND eventname = 'PutBucketPolicy'
  OR eventsource = 'ecr.amazonaws.com' AND eventname = 'SetRepositoryPolicy'
  OR eventsource = 'secretsmanager.amazonaws.com' AND eventname = 'PutResourcePolicy'
  OR eventsource = 'kms.amazonaws.com' AND eventname = 'PutKeyPolicy')
-- A policy may be JSON within JSON.
AND regexp_like(
  replace(requestparameters, '\"', '"'),
  '"Effect"\s*:\s*"Allow"(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"Not(Action|Resource|Principal)"\s*:|"Not(Action|Resource|Principal)"\s*:(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"Effect"\s*:\s*"Allow"'
)
AND outcome = 'Success'
