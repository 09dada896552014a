-- title: Seen
-- description: Who called, from which networks, in which regions and services, with which tools, and what was changed. A
--   scheduled run archives it as seen.json.gz, by which later runs know what is new.
-- counts: what
-- empty-is-good: no
-- title-ja: 観測値
-- description-ja: 呼び出し元、ネットワーク、リージョン、サービス、ツール、変更操作の一覧。定期実行がseen.json.gzとして保存し、以後の実行が
--   これと照合して新しいものを見つけます。

WITH calls AS (
  SELECT
    principal,
    calledaccount AS account,
    nullif(awsregion, '') AS region,
    nullif(eventsource, '') AS service,
    sourcenetwork AS network,
    CASE WHEN lower(readonly) = 'false' THEN nullif(eventsource, '') || ':' || nullif(eventname, '') END AS action,
    useragentfamily AS tool,
    eventtime
  FROM events
  -- Anybody can fail to sign in, from any network. A call that is refused tells as much as one that is not.
  WHERE principal IS NOT NULL AND NOT (kind = 'sign-in' AND outcome = 'Failure')
)
SELECT
  CASE grouping(principal, account, region, service, network, action, tool)
    WHEN 63 THEN 'principal'
    WHEN 47 THEN 'principal-region'
    WHEN 55 THEN 'principal-service'
    WHEN 59 THEN 'principal-network'
    WHEN 79 THEN 'account-region'
    WHEN 125 THEN 'write-action'
    ELSE 'user-agent'
  END AS what,
  coalesce(principal, account, action, tool) AS value1,
  coalesce(region, service, network) AS value2,
  min(eventtime) AS firsteventtime,
  max(eventtime) AS lasteventtime,
  count(*) AS events,
  CASE WHEN min(principal) = max(principal) THEN min(principal) END AS onlyprincipal
FROM calls
GROUP BY GROUPING SETS (
  (principal), (principal, region), (principal, service), (principal, network), (account, region), (action), (tool)
)
HAVING coalesce(principal, account, action, tool) IS NOT NULL
  AND (coalesce(region, service, network) IS NOT NULL OR grouping(region, service, network) = 7)
-- Beyond the most that a run keeps, those seen least recently are left out.
ORDER BY lasteventtime DESC, what, value1, value2
