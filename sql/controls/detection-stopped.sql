-- title: Access Analyzer, Detective, Inspector or Macie switched off, or attempted
-- why: What this service watched is no longer watched.
-- first: Switch it on again, and ask the caller.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.6; MITRE ATT&CK: T1562.001
-- title-ja: Access Analyzer・Detective・Inspector・Macieの無効化(試行を含む)
-- why-ja: 監視が行われなくなります。
-- first-ja: 再び有効にし、呼び出した人に確認してください。

eventsource = 'access-analyzer.amazonaws.com' AND eventname = 'DeleteAnalyzer'
OR eventsource = 'detective.amazonaws.com' AND eventname IN ('DeleteGraph', 'DeleteMembers', 'DisassociateMembership')
OR eventsource = 'inspector2.amazonaws.com' AND eventname IN ('Disable', 'DisassociateMember')
OR eventsource = 'macie2.amazonaws.com' AND eventname IN ('DisableMacie', 'DisassociateMember', 'DeleteMember')
