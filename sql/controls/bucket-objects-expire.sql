-- title: Bucket whose objects expire within a week
-- why: A lifecycle rule can empty a bucket, even one with logs, without a single delete call.
-- first: Ask who set it. If nobody knows, remove the rule before it runs for the first time.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1485.001
-- title-ja: オブジェクトが1週間以内に期限切れになるバケット
-- why-ja: ライフサイクルルールにより、削除の呼び出しなしに、ログを含めてバケットを空にできます。
-- first-ja: 誰が設定したか確認してください。不明であれば、実行される前にルールを削除してください。

eventsource = 's3.amazonaws.com' AND eventname = 'PutBucketLifecycle'
AND regexp_like(requestparameters, '"Expiration"\s*:\s*\{[^{}]*"Days"\s*:\s*"?[1-7]"?\s*[,}]')
AND outcome = 'Success'
