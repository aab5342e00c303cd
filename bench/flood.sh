#!/bin/bash
# 20 honest clients while others attack; what each attack sends is told in src/test/java/io/rushb/bench/Flood.java. Each flood is
# compared with the same flood sent to a port where nobody listens, so that the flooder's own share of the processors is not put
# down to the service. "A second after" is what the honest clients have from one second after the flood's end.
#
# The last table has a fetch in parts as the honest client: its cookie keeps its sessions (rule T5).
#
# BENCH_BEFORE=/path/to/older.jar measures that jar too, in the same run and in turns.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

millis=${BENCH_MILLIS:-4000}
attacks=${BENCH_ATTACKS-"gets=1000 gets=5000 gets=20000 acks=6000 fins=6000 names=4000 stats=5000 parts=5000 lists=5000 strays=50000 garbage=50000 gets=5000,strays=20000,garbage=20000"}
build
# shellcheck disable=SC2086 # several arguments
start_service flood 23230 28110 ${BENCH_ARGS:-}
names=service ports=23230
if [ -n "${BENCH_BEFORE:-}" ]; then
	jar=$BENCH_BEFORE
	# shellcheck disable=SC2086 # several arguments
	start_service before 23231 28111 ${BENCH_ARGS:-}
	names="before service" ports="23231 23230"
fi

# honest PORT FLOODED-PORT [FLOOD...]: packets per second of 20 clients of the first
honest() {
	local port=$1 flooded=$2
	shift 2
	"$java" -XX:+UseSerialGC -Xmx64m -cp "$classes" io.rushb.bench.Flood port="$flooded" millis=$((millis + 1500)) "$@" \
		>"$work/flood.out" 2>&1 &
	local flooder=$!
	pids="$pids $flooder"
	value rate "$(generate port="$port" clients=20 warmup-ms=1000 millis="$millis")"
	wait "$flooder"
}

# The compiler must have seen both: what is measured is how the service goes on, not how it begins.
for port in $ports; do
	generate port="$port" clients=20 warmup-ms=8000 millis=1000 >/dev/null
	for _ in 1 2; do
		honest "$port" "$port" gets=5000 >/dev/null
	done
done
echo "| flood, datagrams per second | server | packets/s without | flood goes elsewhere | flood goes to it | ratio | a second after |"
echo "|---|---|---|---|---|---|---|"
for attack in $attacks; do
	flood=${attack//,/ }
	for name in $names; do
		: >"$work/$name.none" && : >"$work/$name.elsewhere" && : >"$work/$name.here" && : >"$work/$name.after"
	done
	for _ in $(seq "${BENCH_ROUNDS:-3}"); do
		for name in $names; do
			port=23230
			[ "$name" = service ] || port=23231
			honest "$port" 23239 >>"$work/$name.none"
			# shellcheck disable=SC2086 # several arguments
			honest "$port" 23239 $flood >>"$work/$name.elsewhere"
			# shellcheck disable=SC2086 # several arguments
			honest "$port" "$port" $flood >>"$work/$name.here"
			value rate "$(generate port="$port" clients=20 warmup-ms=1000 millis=1000)" >>"$work/$name.after"
		done
	done
	for name in $names; do
		elsewhere=$(median <"$work/$name.elsewhere") flooded=$(median <"$work/$name.here")
		ratio=$(awk -v a="$flooded" -v b="$elsewhere" 'BEGIN { printf "%.2f", (b > 0) ? a / b : 0 }')
		echo "| $flood | $name | $(median <"$work/$name.none") | $elsewhere | $flooded | $ratio | $(median <"$work/$name.after") |"
	done
done

# fetched PORT FLOODED-PORT [FLOOD...]: packets per second of a fetch of 200 MB in parts
fetched() {
	local port=$1 flooded=$2
	shift 2
	"$java" -XX:+UseSerialGC -Xmx64m -cp "$classes" io.rushb.bench.Flood port="$flooded" millis=60000 "$@" >"$work/flood.out" 2>&1 &
	local flooder=$!
	pids="$pids $flooder"
	sleep 1
	"$java" -jar "$here/target/rushb-client.jar" get --json -o "$work/fetched" "rushb://127.0.0.1:$port/fetched.bin" >"$work/json"
	kill "$flooder" 2>/dev/null || true # it may have nothing to send
	wait "$flooder" || true
	cmp "$work/fetched" "$work/files/fetched.bin"
	sed -n 's/.*"seconds":\([0-9.]*\),.*"packets":\([0-9]*\).*/\1 \2/p' "$work/json" | awk '{ printf "%.0f\n", $2 / $1 }'
}

head -c 200000000 /dev/urandom >"$work/files/fetched.bin"
touch -d '1 hour ago' "$work/files/fetched.bin"
fetched 23230 23239 >/dev/null
echo
echo "| flood, datagrams per second | a fetch in parts, packets/s, flood goes elsewhere | flood goes to it | ratio |"
echo "|---|---|---|---|"
for flood in ${BENCH_FETCH_ATTACKS:-gets=6000 acks=6000 parts=6000}; do
	: >"$work/elsewhere" && : >"$work/here"
	for _ in $(seq "${BENCH_ROUNDS:-3}"); do
		fetched 23230 23239 "$flood" >>"$work/elsewhere"
		fetched 23230 23230 "$flood" >>"$work/here"
	done
	elsewhere=$(median <"$work/elsewhere") here_rate=$(median <"$work/here")
	echo "| $flood | $elsewhere | $here_rate | $(awk -v a="$here_rate" -v b="$elsewhere" 'BEGIN { printf "%.2f", (b > 0) ? a / b : 0 }') |"
done
rm -f "$work/fetched" "$work/files/fetched.bin"
