SELECT hijri_month,
  service,
  CAST(COALESCE(SUM(n) FILTER (WHERE measure = $1 AND step LIKE $2 AND since < $3), 0) AS DOUBLE) AS s0,
  CAST(COALESCE(SUM(n) FILTER (WHERE measure = $4 AND step LIKE $5), 0) AS DOUBLE) AS s1
FROM way
WHERE association = $6 AND measure IN ($7) AND day >= $8 AND day <= $9
GROUP BY hijri_month, service
-- ["clock-running","request%/decision","2026-03-17","clock-running","request%/decision","a","clock-running","2026-01-01","2026-03-31"]
