-- title: User data of many instances read
-- why: User data often contains passwords.
-- first: Ask the owner. If it was not them, disable the caller and change the passwords it contained.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.2; MITRE ATT&CK: T1552.005
-- at-least: 10 in 60 minutes
-- same: identity
-- title-ja: 多数のインスタンスのユーザーデータの読み取り
-- why-ja: パスワードが書かれていることがよくあります。
-- first-ja: 所有者に確認してください。本人でなければ、呼び出し元を無効にし、書かれていた情報を変更してください。

eventsource = 'ec2.amazonaws.com' AND eventname = 'DescribeInstanceAttribute'
AND json_extract_scalar(requestparameters, '$.attribute') = 'userData'
