-- title: Many calls refused
-- why: Somebody with a stolen key tries out what it can do: many calls are refused in a short time.
-- first: Check which calls were made and from where. If the owner does not know about them, disable the key or
--   session.
-- severity: medium
-- standards: CIS v7.0: 5.1 (4.1 in v3 to v5); PCI DSS 4: 10.2.1.4; MITRE ATT&CK: T1580
-- at-least: 20 in 60 minutes
-- same: identity
-- title-ja: 多数の呼び出しの拒否
-- why-ja: 盗まれたキーで何ができるかを試すと、短時間に多数の呼び出しが拒否されます。
-- first-ja: 何がどこから呼び出されたかを確認してください。所有者に心当たりがなければ、キーまたはセッションを無効にしてください。

regexp_like(errorcode, 'UnauthorizedOperation$|^AccessDenied') AND actor <> 'service'
AND coalesce(sourceipaddress, '') <> 'delivery.logs.amazonaws.com' AND eventname <> 'HeadBucket'
-- A page of the console asks for all that it could show: console-calls-refused-in-number.
AND console <> 'yes'
