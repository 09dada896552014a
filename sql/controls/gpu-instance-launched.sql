-- title: GPU instance launched, or attempted
-- why: These instances cost the most, and people who mine cryptocurrency want them.
-- first: Ask who needs it. If nobody does, terminate it and disable the caller.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1496.001
-- detail: json_extract_scalar(requestparameters, '$.instanceType')
-- title-ja: GPUインスタンスの起動(試行を含む)
-- why-ja: 料金が最も高く、暗号資産の採掘に悪用されます。
-- first-ja: 誰が必要としているか確認してください。不要であれば終了し、呼び出し元を無効にしてください。

eventsource = 'ec2.amazonaws.com' AND eventname = 'RunInstances'
AND regexp_like(json_extract_scalar(requestparameters, '$.instanceType'), '^(p[0-9]|g[0-9]|gr[0-9]|trn|inf|vt)')
