SELECT hijri_month,
  service,
  CAST(COALESCE(SUM(n) FILTER (WHERE measure = $1 AND outcome IN ($2)), 0) AS DOUBLE) AS s0,
  CAST(COALESCE(SUM(n) FILTER (WHERE measure = $3 AND outcome IN ($4, $5, $6)), 0) AS DOUBLE) AS s1
FROM way
WHERE association = $7 AND measure IN ($8) AND day >= $9 AND day <= $10
GROUP BY hijri_month, service
-- ["recovery-assessed","better","recovery-assessed","better","same","worse","a","recovery-assessed","2026-01-01","2026-03-31"]
