SELECT hijri_month,
  service,
  CAST(COALESCE(SUM(n) FILTER (WHERE measure = $1), 0) AS DOUBLE) AS s0,
  CAST(COALESCE(SUM(n) FILTER (WHERE measure = $2 AND outcome IN ($3)), 0) AS DOUBLE) AS s1
FROM way
WHERE association = $4 AND measure IN ($5, $6) AND day >= $7 AND day <= $8
GROUP BY hijri_month, service
-- ["request-notified","request-ended","refused","a","request-notified","request-ended","2026-01-01","2026-03-31"]
