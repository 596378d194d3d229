SELECT hijri_month,
  service,
  duration,
  since,
  CAST(COALESCE(SUM(n) FILTER (WHERE measure = $1 AND step LIKE $2), 0) AS DOUBLE) AS s0
FROM way
WHERE association = $3 AND measure IN ($4) AND day >= $5 AND day <= $6
GROUP BY hijri_month, service, duration, since
-- ["step-left","case%/%","a","step-left","2026-01-01","2026-03-31"]
