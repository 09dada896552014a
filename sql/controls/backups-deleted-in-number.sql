-- title: Many snapshots, images or backups deleted
-- why: Attackers who want a ransom delete the backups first.
-- first: Ask the caller. If they do not know about it, disable their credentials and protect the backups that are
--   left.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1490
-- at-least: 5 in 60 minutes
-- same: identity
-- title-ja: 多数のスナップショット・イメージ・バックアップの削除
-- why-ja: 恐喝は、バックアップの削除から始まります。
-- first-ja: 本人に確認してください。心当たりがなければ、呼び出し元を無効にし、残りを保護してください。

(eventsource = 'ec2.amazonaws.com' AND eventname IN ('DeleteSnapshot', 'DeregisterImage')
  OR eventsource = 'rds.amazonaws.com' AND eventname IN ('DeleteDBSnapshot', 'DeleteDBClusterSnapshot', 'DeleteDBInstanceAutomatedBackup')
  OR eventsource = 'backup.amazonaws.com' AND eventname IN ('DeleteRecoveryPoint', 'DeleteBackupVault', 'DeleteBackupPlan'))
AND outcome = 'Success'
