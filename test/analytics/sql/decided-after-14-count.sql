SELECT hijri_month,
  service,
  CAST(COALESCE(SUM(n) FILTER (WHERE measure = $1 AND step LIKE $2 AND NOT outcome IN ($3) AND duration > $4), 0) AS DOUBLE) AS s0,
  CAST(COALESCE(SUM(n) FILTER (WHERE measure = $5 AND step LIKE $6 AND NOT outcome IN ($7)), 0) AS DOUBLE) AS s1
FROM way
WHERE association = $8 AND measure IN ($9) AND day >= $10 AND day <= $11
GROUP BY hijri_month, service
-- ["clock-stopped","request%/decision","ended",14,"clock-stopped","request%/decision","ended","a","clock-stopped","2026-01-01","2026-03-31"]
