-- title: Public access block removed
-- why: This setting keeps a wrong policy from making data public.
-- first: Switch it on again, and ask the caller.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1562.007
-- title-ja: パブリックアクセスブロックの解除
-- why-ja: 誤ったポリシーによるデータの公開を防ぐ設定です。
-- first-ja: 再び設定し、呼び出した人に確認してください。

(eventsource = 's3.amazonaws.com' AND (
  eventname IN ('DeleteBucketPublicAccessBlock', 'DeleteAccountPublicAccessBlock')
  OR eventname IN ('PutBucketPublicAccessBlock', 'PutAccountPublicAccessBlock') AND regexp_like(requestparameters,
    '"(BlockPublicAcls|BlockPublicPolicy|IgnorePublicAcls|RestrictPublicBuckets)"\s*:\s*"?false')
) OR eventsource = 'ec2.amazonaws.com'
  AND eventname IN ('DisableSnapshotBlockPublicAccess', 'DisableImageBlockPublicAccess'))
AND outcome = 'Success'
