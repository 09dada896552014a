-- title: Coverage
-- description: Which accounts and regions had events, the first and the last of them, and in how many hours. Of any
--   other account or region the other reports say nothing.
-- counts: recipientaccountid, awsregion
-- empty-is-good: no
-- title-ja: ログの網羅性
-- description-ja: イベントのあったアカウントとリージョン、最初と最後のイベント、イベントのあった時間数。ここにないアカウントや
--   リージョンについて、ほかのレポートからわかることはありません。

WITH hourly AS (
  SELECT
    coalesce(calledaccount, 'unknown') AS recipientaccountid,
    coalesce(awsregion, 'unknown') AS awsregion,
    substr(eventtime, 1, 13) AS clockhour,
    -- A record that was delivered twice has its id twice; one without an id counts each time.
    count(DISTINCT eventid) + count(CASE WHEN eventid IS NULL THEN 1 END) AS events,
    min(eventtime) AS firsteventtime,
    max(eventtime) AS lasteventtime
  FROM events
  GROUP BY 1, 2, 3
),
accounthours AS (
  SELECT
    recipientaccountid,
    clockhour,
    min(firsteventtime) AS firsteventtime,
    max(lasteventtime) AS lasteventtime
  FROM hourly
  GROUP BY recipientaccountid, clockhour
),
silences AS (
  SELECT
    recipientaccountid,
    count(clockhour) OVER (PARTITION BY recipientaccountid) AS clockhours,
    lasteventtime AS silentfrom,
    lead(firsteventtime) OVER (PARTITION BY recipientaccountid ORDER BY clockhour) AS silentto
  FROM accounthours
),
ranked AS (
  SELECT
    recipientaccountid,
    clockhours,
    -- The last event of the window has none after it.
    CASE WHEN silentto IS NOT NULL THEN silentfrom END AS silentfrom,
    silentto,
    row_number() OVER (
      PARTITION BY recipientaccountid
      -- TRY: a record without a valid time must not fail the report.
      ORDER BY
        date_diff('second', try(from_iso8601_timestamp(silentfrom)), try(from_iso8601_timestamp(silentto)))
          DESC NULLS LAST,
        silentfrom
    ) AS place
  FROM silences
)
SELECT
  hourly.recipientaccountid AS recipientaccountid,
  hourly.awsregion AS awsregion,
  sum(hourly.events) AS events,
  min(hourly.firsteventtime) AS firsteventtime,
  max(hourly.lasteventtime) AS lasteventtime,
  count(hourly.clockhour) AS hourswithevents,
  -- Of the account in all its regions, the same in each of its rows.
  max(ranked.clockhours) AS accounthourswithevents,
  max(ranked.silentfrom) AS accountsilentfrom,
  max(ranked.silentto) AS accountsilentto
FROM hourly
JOIN ranked ON ranked.recipientaccountid = hourly.recipientaccountid AND ranked.place = 1
GROUP BY hourly.recipientaccountid, hourly.awsregion
ORDER BY recipientaccountid, awsregion
