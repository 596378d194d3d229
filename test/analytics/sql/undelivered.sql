SELECT hijri_month, service, construct, measure, scale_min, scale_max, CAST(SUM(n) AS DOUBLE) AS n
FROM cube_service
WHERE association = $1 AND measure IN ($2) AND month >= $3 AND month <= $4 AND construct IN ($5)
GROUP BY hijri_month, service, construct, measure, scale_min, scale_max
-- ["a","undelivered","2026-01","2026-03",""]
