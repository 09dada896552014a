-- title: Lambda function opened to everyone or to another account
-- why: Anyone who can call or change the function can use its role's permissions.
-- first: Remove the permission unless it is intended, and check what the role may do.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1648
-- title-ja: Lambda関数の公開・別アカウントへの許可
-- why-ja: 呼び出せる人は、関数のロールで操作できます。
-- first-ja: 意図したものでなければ許可を削除し、ロールを確認してください。

eventsource = 'lambda.amazonaws.com' AND (
  eventname LIKE 'AddPermission20%' AND regexp_like(
    replace(json_extract_scalar(requestparameters, '$.principal'), calledaccount, ''), '^\*$|^[0-9]{12}$|^arn:aws[a-z-]*:iam::[0-9]{12}:')
  OR (eventname LIKE 'CreateFunctionUrlConfig%' OR eventname LIKE 'UpdateFunctionUrlConfig%')
    AND json_extract_scalar(requestparameters, '$.authType') = 'NONE'
)
AND outcome = 'Success'
