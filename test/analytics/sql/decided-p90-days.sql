SELECT hijri_month,
  service,
  duration,
  since,
  CAST(COALESCE(SUM(n) FILTER (WHERE measure = $1 AND step LIKE $2), 0) AS DOUBLE) AS s0,
  CAST(COALESCE(SUM(n) FILTER (WHERE measure = $3 AND step LIKE $4 AND NOT outcome IN ($5)), 0) AS DOUBLE) AS s1,
  CAST(COALESCE(SUM(n) FILTER (WHERE measure = $6 AND step LIKE $7 AND outcome IN ($8)), 0) AS DOUBLE) AS s2
FROM way
WHERE association = $9 AND measure IN ($10, $11) AND day >= $12 AND day <= $13
GROUP BY hijri_month, service, duration, since
-- ["clock-running","request%/decision","clock-stopped","request%/decision","ended","clock-stopped","request%/decision","ended","a","clock-running","clock-stopped","2026-01-01","2026-03-31"]
