SELECT hijri_month,
  service,
  duration,
  since,
  CAST(COALESCE(SUM(n) FILTER (WHERE measure = $1 AND step LIKE $2 AND outcome IN ($3)), 0) AS DOUBLE) AS s0
FROM way
WHERE association = $4 AND measure IN ($5) AND day >= $6 AND day <= $7
GROUP BY hijri_month, service, duration, since
-- ["step-left","request%/documents","complete","a","step-left","2026-01-01","2026-03-31"]
