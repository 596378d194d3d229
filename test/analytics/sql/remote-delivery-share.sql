SELECT hijri_month,
  service,
  CAST(COALESCE(SUM(n) FILTER (WHERE measure = $1 AND outcome IN ($2)), 0) AS DOUBLE) AS s0,
  CAST(COALESCE(SUM(n) FILTER (WHERE measure = $3 AND outcome IN ($4, $5, $6, $7)), 0) AS DOUBLE) AS s1
FROM way
WHERE association = $8 AND measure IN ($9) AND day >= $10 AND day <= $11
GROUP BY hijri_month, service
-- ["delivery-by-place","remote","delivery-by-place","remote","branch","home","site","a","delivery-by-place","2026-01-01","2026-03-31"]
