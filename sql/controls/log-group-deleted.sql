-- title: CloudWatch log group or stream deleted
-- why: The logs in it are lost.
-- first: Ask who deleted it and why.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.6; MITRE ATT&CK: T1070
-- title-ja: CloudWatchロググループ・ストリームの削除
-- why-ja: 含まれていたログは失われます。
-- first-ja: 誰がなぜ削除したか確認してください。

eventsource = 'logs.amazonaws.com' AND eventname IN ('DeleteLogGroup', 'DeleteLogStream')
AND outcome = 'Success'
