-- title: Sign-in without MFA by root or an IAM user
-- why: A password alone can be guessed or stolen.
-- first: Ask the owner whether it was them, and have them register an MFA device.
-- severity: medium
-- standards: CIS v7.0: 5.2 (4.2 in v3 to v5); PCI DSS 4: 10.2.1.2; MITRE ATT&CK: T1078.004
-- title-ja: MFAなしのサインイン(ルート・IAMユーザー)
-- why-ja: パスワードだけでは、推測されたり盗まれたりします。
-- first-ja: 本人に確認し、MFAデバイスを登録してもらってください。

eventname = 'ConsoleLogin' AND outcome = 'Success' AND mfa = 'no'
