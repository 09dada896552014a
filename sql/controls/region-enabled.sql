-- title: Region enabled
-- why: Attackers use regions that nobody watches to mine cryptocurrency.
-- first: Ask who needs it. If nobody does, disable it and check for resources there.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1535
-- title-ja: リージョンの有効化
-- why-ja: 監視されていないリージョンは、暗号資産の採掘に悪用されます。
-- first-ja: 誰が必要としているか確認してください。不要であれば無効にし、リソースがないか調べてください。

eventname = 'EnableRegion' AND eventsource IN ('account.amazonaws.com', 'cloudtrail.amazonaws.com')
AND outcome = 'Success'
