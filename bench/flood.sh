#!/bin/sh
# 20 honest clients while others flood: requests from 100,000 addresses that answer nothing, acknowledgements for sessions
# that do not exist, garbage. Each flood is compared with the same flood sent to a port where nobody listens, so that the
# flooder's own share of the processors is not put down to the service.
set -eu
. "$(dirname "$0")/lib.sh"

millis=${BENCH_MILLIS:-4000}
build
start_service flood 23230 28110 ${BENCH_ARGS:-}
service=$started

# honest FLOODED-PORT [FLOOD...]: packets per second of 20 clients
honest() {
	flooded=$1
	shift
	"$java" -XX:+UseSerialGC -Xmx64m -cp "$classes" io.rushb.bench.Flood port="$flooded" millis=$((millis + 1500)) "$@" \
		>"$work/flood.out" 2>&1 &
	flooder=$!
	pids="$pids $flooder"
	value rate "$(generate port=23230 clients=20 warmup-ms=1000 millis="$millis")"
	wait "$flooder"
}

# The compiler must have seen both: what is measured is how the service goes on, not how it begins.
generate port=23230 clients=20 warmup-ms=8000 millis=1000 >/dev/null
for _ in 1 2; do
	honest 23230 gets=5000 >/dev/null
done
echo "| flood, per second | packets/s without | flood goes elsewhere | flood goes to the service | ratio |"
echo "|---|---|---|---|---|"
for flood in "gets=1000" "gets=5000" "gets=20000" "strays=50000" "garbage=50000" "gets=5000 strays=20000 garbage=20000"; do
	: >"$work/none" && : >"$work/elsewhere" && : >"$work/service"
	for _ in $(seq "${BENCH_ROUNDS:-3}"); do
		honest 23239 >>"$work/none"
		honest 23239 $flood >>"$work/elsewhere"
		honest 23230 $flood >>"$work/service"
	done
	elsewhere=$(median <"$work/elsewhere")
	here=$(median <"$work/service")
	echo "| $flood | $(median <"$work/none") | $elsewhere | $here | $(awk -v a="$here" -v b="$elsewhere" 'BEGIN { printf "%.2f", a / b }') |"
done
kill -0 "$service" && echo "the service lives"
