-- title: Root user used
-- why: Root can do anything in its account, and IAM policies cannot limit it. Daily work does not need it.
-- first: Ask who used it and for what. If nobody knows, change the root password and MFA, and remove its access keys.
-- severity: high
-- standards: CIS v7.0: 5.3 (4.3 in v3 to v5); PCI DSS 4: 10.2.1.2; MITRE ATT&CK: T1078.004
-- title-ja: ルートユーザーの使用
-- why-ja: ルートはアカウント内で何でもでき、IAMポリシーで制限できません。日常の作業には不要です。
-- first-ja: 誰が何のために使ったかを確認してください。心当たりがなければ、ルートのパスワードとMFAを変更し、アクセスキーを削除してください。

useridentity.type = 'Root' AND useridentity.invokedby IS NULL AND coalesce(eventtype, '') <> 'AwsServiceEvent'
