SELECT hijri_month,
  service,
  CAST(COALESCE(SUM(n) FILTER (WHERE measure = $1), 0) AS DOUBLE) AS s0,
  CAST(COALESCE(SUM(n) FILTER (WHERE measure = $2), 0) AS DOUBLE) AS s1
FROM way
WHERE association = $3 AND measure IN ($4, $5) AND day >= $6 AND day <= $7
GROUP BY hijri_month, service
-- ["action-opened","action-closed","a","action-opened","action-closed","2026-01-01","2026-03-31"]
