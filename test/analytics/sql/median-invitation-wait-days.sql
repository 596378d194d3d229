SELECT hijri_month,
  service,
  duration,
  since,
  CAST(COALESCE(SUM(n) FILTER (WHERE measure = $1), 0) AS DOUBLE) AS s0
FROM way
WHERE association = $2 AND measure IN ($3) AND day >= $4 AND day <= $5
GROUP BY hijri_month, service, duration, since
-- ["invitation-wait","a","invitation-wait","2026-01-01","2026-03-31"]
