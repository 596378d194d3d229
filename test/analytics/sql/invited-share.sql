SELECT hijri_month, service, construct, measure, scale_min, scale_max, CAST(SUM(n) AS DOUBLE) AS n
FROM cube_service
WHERE association = $1 AND measure IN ($2, $3) AND month >= $4 AND month <= $5 AND construct IN ($6)
GROUP BY hijri_month, service, construct, measure, scale_min, scale_max
-- ["a","issued","delivery","2026-01","2026-03",""]
