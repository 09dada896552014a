-- title: Sign-ins from an address failed in number
-- why: One password tried on many users locks none of them out.
-- first: Look at which users were tried, and whether one worked. The address of an office belongs into a group.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.4; MITRE ATT&CK: T1110.003
-- at-least: 10 in 60 minutes
-- same: sourceipaddress
-- title-ja: 同じアドレスからのサインインの多数の失敗
-- why-ja: 1つのパスワードを多数のユーザーに試すと、どのユーザーもロックされません。
-- first-ja: どのユーザーが試され、成功したものがないか確認してください。オフィスのアドレスはグループに登録してくださ
--   い。

kind = 'sign-in' AND outcome = 'Failure'
