-- title: Windows passwords of many instances requested
-- why: They give administrator access to each instance.
-- first: Ask the owner. If it was not them, disable the caller and change the passwords.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.2; MITRE ATT&CK: T1552.005
-- at-least: 5 in 60 minutes
-- same: identity
-- title-ja: 多数のインスタンスのWindowsパスワードの取得
-- why-ja: 各インスタンスに管理者としてアクセスできます。
-- first-ja: 所有者に確認してください。本人でなければ、呼び出し元を無効にし、パスワードを変更してください。

eventsource = 'ec2.amazonaws.com' AND eventname = 'GetPasswordData'
