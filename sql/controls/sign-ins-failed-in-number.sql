-- title: Many failed sign-ins of one user
-- why: Somebody may be guessing the password.
-- first: Check where they came from. Ask the owner; if it was not them, change the password and check whether a
--   sign-in succeeded.
-- severity: medium
-- standards: CIS v7.0: 5.6 (4.6 in v3 to v5); PCI DSS 4: 10.2.1.4; MITRE ATT&CK: T1110
-- at-least: 5 in 60 minutes
-- same: identity
-- title-ja: 同じユーザーのサインインの多数の失敗
-- why-ja: パスワードが推測されている可能性があります。
-- first-ja: どこからの試行かを確認してください。本人でなければ、パスワードを変更し、成功した試行がないか調べてくださ
--   い。

kind = 'sign-in' AND outcome = 'Failure'
