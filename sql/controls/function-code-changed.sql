-- title: Lambda function's code or layers changed by a person
-- why: Code that a person changes by hand is in no repository.
-- first: Ask the person, and compare the code with the repository.
-- severity: low
-- standards: PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1648
-- title-ja: 人によるLambda関数のコード・レイヤーの変更
-- why-ja: 手作業で変更されたコードは、リポジトリにありません。
-- first-ja: 本人に確認し、リポジトリのコードと比べてください。

eventsource = 'lambda.amazonaws.com'
AND (eventname LIKE 'UpdateFunctionCode20%' OR eventname LIKE 'UpdateFunctionConfiguration20%')
AND (actor = 'person' OR useridentity.type = 'IAMUser')
AND outcome = 'Success'
