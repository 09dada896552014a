-- title: MFA device deactivated
-- why: Without MFA, a stolen password is enough to sign in.
-- first: Ask the user. If it was not them, disable the user and the caller.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.5; MITRE ATT&CK: T1556.006
-- title-ja: MFAデバイスの無効化
-- why-ja: MFAがなければ、盗まれたパスワードだけでサインインできます。
-- first-ja: ユーザーに確認してください。本人でなければ、ユーザーと呼び出し元を無効にしてください。

eventsource = 'iam.amazonaws.com' AND eventname IN ('DeactivateMFADevice', 'DeleteVirtualMFADevice')
AND outcome = 'Success'
