-- title: Snapshot or image shared or made public
-- why: Anyone it is shared with can copy everything on the disk or in the database.
-- first: Ask whose account it is. If nobody knows it, stop sharing; a copy may already exist.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1537
-- title-ja: スナップショット・イメージの共有または公開
-- why-ja: 共有先は、ディスクやデータベースの内容をすべてコピーできます。
-- first-ja: 誰のアカウントか確認してください。不明であれば共有を解除してください。すでにコピーされている可能性があり
--   ます。

(eventsource = 'ec2.amazonaws.com' AND eventname IN ('ModifySnapshotAttribute', 'ModifyImageAttribute')
  AND regexp_like(requestparameters, '"add"\s*:\s*\{\s*"items"\s*:\s*\[\s*\{')
  OR eventsource = 'rds.amazonaws.com' AND eventname IN ('ModifyDBSnapshotAttribute', 'ModifyDBClusterSnapshotAttribute')
  AND regexp_like(requestparameters, '"valuesToAdd"\s*:\s*\[\s*"'))
AND outcome = 'Success'
