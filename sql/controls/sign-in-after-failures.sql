-- title: Successful sign-in after failures of the same user
-- why: A guessed password looks like this: failures, then a success of the same user.
-- first: Ask the owner whether it was them. If not, disable the password and end the sessions, and check what was
--   done since.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.4; MITRE ATT&CK: T1110
-- after: kind = 'sign-in' AND outcome = 'Failure'
-- at-least: 3 in 60 minutes
-- same: identity
-- title-ja: 同じユーザーの失敗後に成功したサインイン
-- why-ja: パスワードの推測が成功すると、同じユーザーの失敗に続いて成功が記録されます。
-- first-ja: 本人に確認してください。本人でなければ、パスワードとセッションを無効にし、その後の操作を調べてください。

kind = 'sign-in' AND outcome = 'Success'
