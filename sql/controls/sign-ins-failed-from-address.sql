-- title: Many failed sign-ins from one address
-- why: Trying one password on many users locks none of them out.
-- first: Check which users were tried and whether a sign-in succeeded. If the address is an office, put it into a
--   group.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.4; MITRE ATT&CK: T1110.003
-- at-least: 10 in 60 minutes
-- same: sourceipaddress
-- title-ja: 同じアドレスからのサインインの多数の失敗
-- why-ja: 1つのパスワードを多数のユーザーに試すと、どのユーザーもロックされません。
-- first-ja: どのユーザーが試され、成功したものがないか確認してください。オフィスのアドレスはグループに登録してくださ
--   い。

kind = 'sign-in' AND outcome = 'Failure'
