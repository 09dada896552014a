-- title: AWS Config changed
-- why: AWS Config records how each resource was set up.
-- first: Compare its settings with the intended ones.
-- severity: medium
-- standards: CIS v7.0: 5.9 (4.9 in v3 to v5); PCI DSS 4: 10.2.1.6
-- title-ja: AWS Configの変更
-- why-ja: AWS Configは、リソースの設定の履歴を記録します。
-- first-ja: 設定を、あるべき設定と比べてください。

eventsource = 'config.amazonaws.com' AND eventname IN ('StopConfigurationRecorder', 'DeleteDeliveryChannel',
  'PutDeliveryChannel', 'PutConfigurationRecorder')
AND outcome = 'Success'
