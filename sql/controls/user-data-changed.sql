-- title: User data of an instance changed
-- why: User data runs as root when the instance starts.
-- first: Ask the owner. If it was not them, stop the instance and read the user data.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.2; MITRE ATT&CK: T1059
-- title-ja: インスタンスのユーザーデータの変更
-- why-ja: 起動時にルート権限で実行されます。
-- first-ja: 所有者に確認してください。本人でなければ、インスタンスを停止し、ユーザーデータを確認してください。

eventsource = 'ec2.amazonaws.com' AND eventname = 'ModifyInstanceAttribute'
AND regexp_like(requestparameters, '"userData"|"attribute"\s*:\s*"userData"')
AND outcome = 'Success'
