-- title: CloudWatch alarm or EventBridge rule disabled or deleted
-- why: The alarm or rule no longer tells anybody when something happens.
-- first: Ask who changed it. If it was there for security, create it again.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.6; MITRE ATT&CK: T1562.001
-- title-ja: CloudWatchアラーム・EventBridgeルールの無効化または削除
-- why-ja: 通知が届かなくなります。
-- first-ja: 誰が変更したか確認してください。セキュリティの監視であれば、再び作成してください。

(eventsource = 'monitoring.amazonaws.com' AND eventname IN ('DeleteAlarms', 'DisableAlarmActions')
  OR eventsource = 'events.amazonaws.com' AND eventname IN ('DisableRule', 'DeleteRule', 'RemoveTargets'))
AND (actor <> 'workload' OR useridentity.type = 'IAMUser')
AND outcome = 'Success'
