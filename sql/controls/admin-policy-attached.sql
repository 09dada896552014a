-- title: Administrator policy attached
-- why: Anyone who has this policy can do everything in the account.
-- first: Ask who approved it. If nobody did, detach the policy and disable the credentials of the user or role that
--   got it.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.5; MITRE ATT&CK: T1098.003
-- title-ja: 管理者ポリシーのアタッチ
-- why-ja: このポリシーがあれば、アカウント内で何でもできます。
-- first-ja: 誰が承認したかを確認してください。承認がなければ、ポリシーをデタッチし、対象の認証情報を無効にしてくださ
--   い。

eventsource = 'iam.amazonaws.com' AND eventname IN ('AttachUserPolicy', 'AttachGroupPolicy', 'AttachRolePolicy')
AND regexp_like(json_extract_scalar(requestparameters, '$.policyArn'), ':aws:policy/(AdministratorAccess|IAMFullAccess)$')
AND outcome = 'Success'
