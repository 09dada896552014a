-- title: Role trusts another account
-- why: Anyone who controls that account can assume the role, even after all passwords are changed.
-- first: Ask whose account it is. If nobody knows it, remove it from the trust policy and end the role's sessions.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.5; MITRE ATT&CK: T1098.001
-- title-ja: 別アカウントを信頼するロール
-- why-ja: そのアカウントを管理する人(または誰でも)が、パスワードを変更してもロールを引き受けられます。
-- first-ja: 誰のアカウントか確認してください。不明であれば、信頼ポリシーから削除し、ロールのセッションを無効にしてく
--   ださい。

eventsource = 'iam.amazonaws.com' AND eventname IN ('CreateRole', 'UpdateAssumeRolePolicy')
AND regexp_like(
  replace(
    coalesce(json_extract_scalar(requestparameters, '$.assumeRolePolicyDocument'),
      json_extract_scalar(requestparameters, '$.policyDocument')),
    calledaccount, ''
  ),
  'arn:aws[a-z-]*:(iam|sts)::[0-9]{12}:|"AWS"\s*:\s*(\[[^\]]*)?"([0-9]{12}|\*)"|"Principal"\s*:\s*"\*"'
)
AND outcome = 'Success'
