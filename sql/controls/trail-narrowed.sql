-- title: Trail logs less, or without digest files
-- why: Without digest files nobody can prove that log files are complete; with fewer events the reports miss more.
-- first: Restore the trail's settings, and ask the caller.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.6; MITRE ATT&CK: T1562.008
-- title-ja: 証跡の記録対象の縮小・ダイジェストの無効化
-- why-ja: ダイジェストがなければ、ログが完全であることを証明できません。記録対象が減ると、レポートに表示されなくなり
--   ます。
-- first-ja: 証跡の設定を元に戻し、呼び出した人に確認してください。

eventsource = 'cloudtrail.amazonaws.com' AND (
  eventname = 'UpdateTrail' AND (
    json_extract_scalar(requestparameters, '$.enableLogFileValidation') = 'false'
    OR json_extract_scalar(requestparameters, '$.isMultiRegionTrail') = 'false'
    OR json_extract_scalar(requestparameters, '$.includeGlobalServiceEvents') = 'false'
  )
  -- Advanced selectors log management events only where they name them.
  OR eventname = 'PutEventSelectors' AND regexp_like(requestparameters, '"advancedEventSelectors"\s*:\s*\[\s*\{')
    AND strpos(requestparameters, '"Management"') = 0
  OR eventname = 'PutEventSelectors' AND regexp_like(requestparameters,
    '"includeManagementEvents"\s*:\s*false|"readWriteType"\s*:\s*"(Read|Write)Only"')
)
AND outcome = 'Success'
