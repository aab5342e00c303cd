#!/bin/sh
# Makes a table out of the results of macro.sh: medians over the rounds, of the figures and of the ratios of the service to
# the others. A ratio is that of two measures of one round, which follow one another: the machine's speed drifts.
set -eu
awk -F '\t' '
function median(key, n, i, j, t) {
	n = count[key]
	for (i = 1; i <= n; i++) {
		v[i] = values[key, i]
		for (j = i; j > 1 && v[j - 1] > v[j]; j--) { t = v[j]; v[j] = v[j - 1]; v[j - 1] = t }
	}
	return n == 0 ? 0 : (n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2)
}
function add(key, value) { values[key, ++count[key]] = value }
function cell(value) { return value ? sprintf("%d", value) : "-" }
function ratio(a, b, i) {
	count["ratio"] = 0
	for (i = 1; i <= count[a] && i <= count[b]; i++) if (values[b, i]) add("ratio", values[a, i] / values[b, i])
	return count["ratio"] ? sprintf("%.2f", median("ratio")) : "-"
}
{
	row = $2 SUBSEP $3
	if (!(row in seen)) { seen[row] = 1; order[++rows] = row }
	add($1 SUBSEP $2 SUBSEP $3, $4)
	if ($5 != "-") add("us" SUBSEP $1 SUBSEP $2 SUBSEP $3, $5)
	add("cpu" SUBSEP $1 SUBSEP $2 SUBSEP $3, $6)
	wrong += $7
}
END {
	print "| clients | CHK | service | minimal loop | ratio | CPU µs per packet: service, loop | generator CPU: with service, with loop | atftpd | tftpd-hpa | service to the better |"
	print "|---|---|---|---|---|---|---|---|---|---|"
	for (i = 1; i <= rows; i++) {
		split(order[i], k, SUBSEP)
		tail = SUBSEP k[1] SUBSEP k[2]
		s = median("service" tail); m = median("minimal" tail); a = median("atftpd" tail); h = median("tftpd-hpa" tail)
		printf "| %s | %s | %s | %s | %s | %.1f, %.1f | %.2f, %.2f | %s | %s | %s |\n", k[1], (k[2] == "true" ? "yes" : "no"), cell(s), cell(m), ratio("service" tail, "minimal" tail), median("us" SUBSEP "service" tail), median("us" SUBSEP "minimal" tail), median("cpu" SUBSEP "service" tail), median("cpu" SUBSEP "minimal" tail), cell(a), cell(h), ratio("service" tail, (a > h ? "atftpd" : "tftpd-hpa") tail)
	}
	print ""
	print "Packets that were not what they must be: " wrong + 0
}' "$1"
