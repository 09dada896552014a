-- title: Audit logs kept for less than 90 days, or a log group for a day
-- why: AWS then deletes older logs by itself, also those from before the change.
-- first: Ask who set it and why. Unless it was approved, set the old time again: what is deleted does not come back.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.6; MITRE ATT&CK: T1070
-- detail: concat(coalesce(json_extract_scalar(requestparameters, '$.logGroupName'),
--   json_extract_scalar(requestparameters, '$.bucketName')),
--   coalesce(' ' || json_extract_scalar(requestparameters, '$.retentionInDays'), ''))
-- title-ja: 監査ログの保存期間が90日未満、またはロググループの保存期間が1日
-- why-ja: 変更前のものも含め、古いログが自動的に削除されます。
-- first-ja: 誰がなぜ設定したか確認してください。承認がなければ元の期間に戻してください(削除されたログは戻りません)。

eventsource = 'logs.amazonaws.com' AND eventname = 'PutRetentionPolicy' AND outcome = 'Success' AND (
  json_extract_scalar(requestparameters, '$.retentionInDays') = '1'
  OR json_extract_scalar(requestparameters, '$.retentionInDays') IN ('3', '5', '7', '14', '30', '60')
    -- Those of a function or a build are its output, whatever its name.
    AND NOT regexp_like(json_extract_scalar(requestparameters, '$.logGroupName'), '^/aws/(lambda|codebuild)/')
    AND regexp_like(lower(json_extract_scalar(requestparameters, '$.logGroupName')),
      'cloudtrail|audit|flow-?logs?|guardduty|security-?hub|waf-logs')
)
-- A week and less, of any bucket, is the control bucket-objects-expire.
OR eventsource = 's3.amazonaws.com' AND eventname = 'PutBucketLifecycle' AND outcome = 'Success'
  AND regexp_like(lower(json_extract_scalar(requestparameters, '$.bucketName')), 'cloudtrail|audit|controltower-logs')
  AND regexp_like(requestparameters, '"Expiration"\s*:\s*\{[^{}]*"Days"\s*:\s*"?([89]|[1-8][0-9])"?\s*[,}]')
