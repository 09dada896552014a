-- title: Password policy changed
-- why: A weaker policy makes every password easier to guess.
-- first: Compare it with the agreed policy.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.5; MITRE ATT&CK: T1556
-- title-ja: パスワードポリシーの変更
-- why-ja: ポリシーが弱くなると、すべてのパスワードが推測されやすくなります。
-- first-ja: 定められたポリシーと比べてください。

eventsource = 'iam.amazonaws.com' AND eventname IN ('UpdateAccountPasswordPolicy', 'DeleteAccountPasswordPolicy')
AND outcome = 'Success'
