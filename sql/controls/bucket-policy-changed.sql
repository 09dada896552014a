-- title: Bucket policy, ACL, replication or lifecycle changed
-- why: These settings decide who can read a bucket and how long its objects are kept.
-- first: Check that the change was requested.
-- severity: low
-- standards: CIS v7.0: 5.8 (4.8 in v3 to v5); PCI DSS 4: 10.2.1.7
-- title-ja: バケットのポリシー・ACL・レプリケーション・ライフサイクルの変更
-- why-ja: バケットを誰が読めるか、オブジェクトがいつまで残るかが決まります。
-- first-ja: 依頼された変更か確認してください。

eventsource = 's3.amazonaws.com' AND eventname IN ('PutBucketAcl', 'PutBucketPolicy', 'PutBucketCors',
  'PutBucketLifecycle', 'PutBucketReplication', 'DeleteBucketPolicy', 'DeleteBucketCors', 'DeleteBucketLifecycle',
  'DeleteBucketReplication')
AND outcome = 'Success'
