-- title: GuardDuty filter or trusted list changed
-- why: Findings that match are archived, or never created.
-- first: Read the filter or list, and ask the caller.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.6; MITRE ATT&CK: T1562.001
-- title-ja: GuardDutyのフィルター・信頼リストの変更
-- why-ja: 一致する検出結果は、アーカイブされるか作成されません。
-- first-ja: フィルターやリストの内容を確認し、呼び出した人に確認してください。

eventsource = 'guardduty.amazonaws.com' AND eventname IN ('CreateFilter', 'UpdateFilter', 'CreateIPSet',
  'UpdateIPSet', 'CreateTrustedEntitySet', 'UpdateTrustedEntitySet', 'ArchiveFindings')
AND outcome = 'Success'
