SELECT hijri_month,
  service,
  CAST(COALESCE(SUM(n) FILTER (WHERE measure = $1 AND outcome IN ($2)), 0) AS DOUBLE) AS s0,
  CAST(COALESCE(SUM(n) FILTER (WHERE measure = $3 AND outcome IN ($4)), 0) AS DOUBLE) AS s1
FROM way
WHERE association = $5 AND measure IN ($6, $7) AND day >= $8 AND day <= $9
GROUP BY hijri_month, service
-- ["complaint-received","objection","complaint-closed","objection","a","complaint-received","complaint-closed","2026-01-01","2026-03-31"]
