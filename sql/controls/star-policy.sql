-- title: Policy that allows every action, or every IAM action
-- why: A policy that allows * or iam:* gives administrator rights under any name.
-- first: Read the policy. Undo it unless somebody approved it, and check what was done with it since.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.5; MITRE ATT&CK: T1098.003
-- title-ja: すべての操作、またはIAMのすべての操作を許可するポリシー
-- why-ja: * または iam:* を許可する独自のポリシーは管理者権限と同じですが、名前では見つかりません。
-- first-ja: ポリシーの内容を確認してください。承認がなければ元に戻し、その後の操作を調べてください。

eventsource = 'iam.amazonaws.com' AND eventname IN ('CreatePolicy', 'CreatePolicyVersion', 'PutUserPolicy',
  'PutGroupPolicy', 'PutRolePolicy')
AND regexp_like(
  json_extract_scalar(requestparameters, '$.policyDocument'),
  '"Effect"\s*:\s*"Allow"(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"Action"\s*:\s*(\[[^\]]*)?"(?:\*|iam:\*)(?::\*)?"|"Action"\s*:\s*(\[[^\]]*)?"(?:\*|iam:\*)(?::\*)?"(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"Effect"\s*:\s*"Allow"'
)
AND outcome = 'Success'
