-- title: Bucket opened to everyone
-- why: Anyone who knows or guesses the name can read its objects.
-- first: Undo it unless the bucket is meant to be public; a condition in the policy may restrict it. Then check what
--   the bucket contained.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1530
-- title-ja: バケットの公開
-- why-ja: 名前を知っていれば、誰でもオブジェクトを読めます。
-- first-ja: 公開用のバケットでなければ元に戻してください(ポリシーの条件で制限されている場合もあります)。次に内容を確
--   認してください。

eventsource = 's3.amazonaws.com' AND (
  eventname = 'PutBucketPolicy' AND regexp_like(requestparameters,
    '"Effect"\s*:\s*"Allow"[^{}]*"Principal"\s*:\s*("\*"|\{[^{}]*"\*")|"Principal"\s*:\s*("\*"|\{[^{}]*"\*"[^{}]*\})[^{}]*"Effect"\s*:\s*"Allow"')
  OR eventname IN ('PutBucketAcl', 'CreateBucket')
    AND regexp_like(requestparameters, 'groups/global/(AllUsers|AuthenticatedUsers)|"(public-read|public-read-write|authenticated-read)"')
)
AND outcome = 'Success'
