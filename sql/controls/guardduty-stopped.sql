-- title: GuardDuty switched off, or attempted
-- why: GuardDuty no longer reports what it would have found.
-- first: Switch it on again, disable the caller, and check what else they did.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.6; MITRE ATT&CK: T1562.001
-- title-ja: GuardDutyの無効化(試行を含む)
-- why-ja: 検出されるはずだったものが通知されません。
-- first-ja: 再び有効にし、呼び出し元を無効にして、操作を調べてください。

eventsource = 'guardduty.amazonaws.com' AND (
  eventname IN ('DeleteDetector', 'DeleteMembers', 'DisassociateMembers', 'DisassociateFromMasterAccount',
    'DisassociateFromAdministratorAccount', 'StopMonitoringMembers', 'DeletePublishingDestination',
    'DisableOrganizationAdminAccount')
  OR eventname = 'UpdateDetector' AND json_extract_scalar(requestparameters, '$.enable') = 'false'
)
