-- title: KMS key disabled or scheduled for deletion
-- why: Data encrypted with the key cannot be read any more; after the waiting period it is lost.
-- first: Cancel the deletion and enable the key. Then ask the caller.
-- severity: high
-- standards: CIS v7.0: 5.7 (4.7 in v3 to v5); PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1485
-- title-ja: KMSキーの無効化・削除の予約
-- why-ja: 暗号化されたデータを読めなくなります。待機期間が過ぎると、復元できません。
-- first-ja: 削除を取り消し、キーを有効にしてから、呼び出した人に確認してください。

eventsource = 'kms.amazonaws.com' AND eventname IN ('DisableKey', 'ScheduleKeyDeletion', 'DeleteImportedKeyMaterial')
AND outcome = 'Success'
