-- title: AWS Config recorder stopped or deleted, or attempted
-- why: Later changes are not recorded, and rules that depend on the recorder report nothing.
-- first: Start the recorder again, and ask the caller.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.6; MITRE ATT&CK: T1562.008
-- title-ja: AWS Configレコーダーの停止・削除(試行を含む)
-- why-ja: その後の変更は記録されず、ルールの評価も行われません。
-- first-ja: レコーダーを再開し、呼び出した人に確認してください。

eventsource = 'config.amazonaws.com' AND eventname IN ('StopConfigurationRecorder', 'DeleteConfigurationRecorder',
  'DeleteDeliveryChannel')
