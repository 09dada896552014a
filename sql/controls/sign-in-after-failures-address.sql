-- title: Successful sign-in after failures from the same address
-- why: Somebody who tries one password on many users fails often from one address, then gets in.
-- first: Ask the owner whether it was them. If not, disable the password and end the sessions, and check what was
--   done since. If the address is an office where many people mistype, put it into a group.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.4; MITRE ATT&CK: T1110.003
-- after: kind = 'sign-in' AND outcome = 'Failure'
-- at-least: 5 in 60 minutes
-- same: sourceipaddress
-- title-ja: 同じアドレスからの失敗後に成功したサインイン
-- why-ja: 1つのパスワードを多数のユーザーに試すと、同じアドレスから何度も失敗した後に成功します。
-- first-ja: 本人に確認してください。本人でなければ、パスワードとセッションを無効にし、その後の操作を調べてください。多くの人が
--   入力を誤るオフィスのアドレスは、グループに登録してください。

kind = 'sign-in' AND outcome = 'Success'
