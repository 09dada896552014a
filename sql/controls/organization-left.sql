-- title: Account removed from the organization or closed, or attempted
-- why: Outside the organization its policies, its trail and its central detection no longer apply.
-- first: Ask the owners of the account and of the organization at once.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1562
-- title-ja: 組織からのアカウントの離脱・削除・閉鎖(試行を含む)
-- why-ja: 組織の外では、制限、組織の証跡、集中的な検出が適用されません。
-- first-ja: アカウントと組織の所有者にすぐ確認してください。

eventsource = 'organizations.amazonaws.com' AND eventname IN ('LeaveOrganization', 'RemoveAccountFromOrganization',
  'CloseAccount', 'DeleteOrganization')
