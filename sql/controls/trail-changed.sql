-- title: Trail changed
-- why: What a trail does not log is in no report.
-- first: Compare the trail's settings with the intended ones.
-- severity: medium
-- standards: CIS v7.0: 5.5 (4.5 in v3 to v5); PCI DSS 4: 10.2.1.6
-- title-ja: 証跡の変更
-- why-ja: 証跡に記録されないことは、どのレポートにも表示されません。
-- first-ja: 証跡の設定を、あるべき設定と比べてください。

eventsource = 'cloudtrail.amazonaws.com' AND eventname IN ('CreateTrail', 'UpdateTrail', 'DeleteTrail',
  'StartLogging', 'StopLogging', 'PutEventSelectors', 'PutInsightSelectors')
AND outcome = 'Success'
