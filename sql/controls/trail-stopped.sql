-- title: Trail stopped or deleted, or attempted
-- why: Attackers do this first, so that what they do next is not logged.
-- first: Start the trail again, disable the caller, and check what they did before and in other regions.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.6; MITRE ATT&CK: T1562.008
-- title-ja: 証跡の停止・削除(試行を含む)
-- why-ja: 攻撃者は最初にこれを行います。その後の操作は記録されません。
-- first-ja: 証跡を再開し、呼び出し元を無効にして、その前の操作と他のリージョンでの操作を調べてください。

eventsource = 'cloudtrail.amazonaws.com' AND eventname IN ('StopLogging', 'DeleteTrail', 'DeleteEventDataStore',
  'StopEventDataStoreIngestion')
