-- title: Security Hub or one of its standards switched off, or attempted
-- why: Security Hub reports no more findings.
-- first: Switch it on again, and ask the caller.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.6; MITRE ATT&CK: T1562.001
-- title-ja: Security Hub・標準の無効化(試行を含む)
-- why-ja: 検出結果が出なくなります。
-- first-ja: 再び有効にし、呼び出した人に確認してください。

eventsource = 'securityhub.amazonaws.com' AND eventname IN ('DisableSecurityHub', 'DisableSecurityHubV2',
  'BatchDisableStandards', 'DeleteMembers', 'DisassociateMembers', 'DisassociateFromMasterAccount',
  'DisassociateFromAdministratorAccount')
