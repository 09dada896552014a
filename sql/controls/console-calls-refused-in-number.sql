-- title: Many calls refused in the console
-- why: Pages of the console show more than a person may see, so many refused calls are usual. A stolen session that is
--   used to look around causes them too.
-- first: Check whether the pages fit the person's work. If not, ask the person.
-- severity: low
-- standards: CIS v7.0: 5.1 (4.1 in v3 to v5); PCI DSS 4: 10.2.1.4; MITRE ATT&CK: T1580
-- at-least: 50 in 60 minutes
-- same: identity
-- title-ja: コンソールの呼び出しの多数の拒否
-- why-ja: コンソールの画面は、権限のないものも表示しようとするため、拒否が多いのは普通ですが、盗まれたセッションで調べ回るときにも起こります。
-- first-ja: 画面がその人の業務に合うか確認し、合わなければ本人に確認してください。

regexp_like(errorcode, 'UnauthorizedOperation$|^AccessDenied') AND console = 'yes' AND actor <> 'service'
