-- title: Policy of the organization detached, deleted or switched off
-- why: What the policy forbade is now allowed.
-- first: Attach it again, and ask the caller.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1562
-- title-ja: 組織のポリシーのデタッチ・削除・無効化
-- why-ja: 禁止されていた操作が許可されます。
-- first-ja: 再びアタッチし、呼び出した人に確認してください。

eventsource = 'organizations.amazonaws.com' AND eventname IN ('DetachPolicy', 'DeletePolicy', 'DisablePolicyType')
AND outcome = 'Success'
