-- title: Instance metadata without session tokens (IMDSv1) allowed
-- why: A web application that can be made to fetch an address then gives away the credentials of the instance's role.
-- first: Ask who needs it. If nobody does, require tokens again, and check what the instance's role did since.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1552.005
-- detail: coalesce(json_extract_scalar(requestparameters, '$.ModifyInstanceMetadataOptionsRequest.InstanceId'),
--   json_extract_scalar(requestparameters, '$.instanceId'),
--   json_extract_scalar(responseelements, '$.instancesSet.items[0].instanceId'))
-- title-ja: セッショントークンなしのインスタンスメタデータ(IMDSv1)の許可
-- why-ja: アプリケーションに任意のアドレスを取得させられると、インスタンスのロールの認証情報が漏えいします。
-- first-ja: 誰が必要としているか確認してください。不要であればトークンを再び必須にし、その後のロールの操作を調べてくだ
--   さい。

eventsource = 'ec2.amazonaws.com'
AND eventname IN ('ModifyInstanceMetadataOptions', 'ModifyInstanceMetadataDefaults', 'RunInstances')
AND regexp_like(requestparameters, '"[Hh]ttpTokens"\s*:\s*"optional"')
AND NOT regexp_like(requestparameters, '"[Hh]ttpEndpoint"\s*:\s*"disabled"')
AND outcome = 'Success'
