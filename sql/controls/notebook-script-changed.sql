-- title: Start script of a SageMaker notebook created or changed
-- why: It runs as root when the notebook starts, with the permissions of the notebook's role.
-- first: Ask the owner. If it was not them, stop the notebook and read the script.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1059
-- title-ja: SageMakerノートブックの起動スクリプトの作成・変更
-- why-ja: ノートブックの起動時に、ルート権限とノートブックのロールの権限で実行されます。
-- first-ja: 所有者に確認してください。本人でなければ、ノートブックを停止し、スクリプトを確認してください。

eventsource = 'sagemaker.amazonaws.com' AND (
  eventname IN ('CreateNotebookInstanceLifecycleConfig', 'UpdateNotebookInstanceLifecycleConfig')
  OR eventname = 'UpdateNotebookInstance'
    AND regexp_like(requestparameters, '"(lifecycleConfigName|notebookInstanceLifecycleConfigName)"')
)
AND outcome = 'Success'
