-- title: Resource shared with another account by Resource Access Manager
-- why: The other account can use the subnet, gateway, database or image from then on.
-- first: Ask whose account it is. If nobody knows it, remove it from the resource share, and check what was shared.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1537
-- detail: replace(regexp_extract(requestparameters, '"principals"\s*:\s*\[([^\]]*)', 1), '"', '')
-- title-ja: Resource Access Managerによる別アカウントとの共有
-- why-ja: 別アカウントがサブネット・ゲートウェイ・データベース・イメージなどを利用できるようになります。
-- first-ja: 誰のアカウントか確認してください。不明であれば、リソース共有から削除し、共有されたものを確認してください。

eventsource = 'ram.amazonaws.com'
AND (
  -- Says of each principal whether it is outside the organization.
  eventname = 'AssociateResourceShare' AND regexp_like(responseelements, '"external"\s*:\s*true')
  -- Does not say it.
  OR eventname = 'CreateResourceShare'
    AND coalesce(json_extract_scalar(requestparameters, '$.allowExternalPrincipals'), 'true') <> 'false'
    AND regexp_like(replace(requestparameters, calledaccount, ''),
      '"principals"\s*:\s*\[[^\]]*"(arn:aws[a-z-]*:iam::)?[0-9]{12}[":]')
)
AND outcome = 'Success'
