#!/bin/sh
# Heap per live session and processor time while many sessions are idle: 10,000 sessions of one file whose clients have
# answered once and then say nothing, with a heap of 256 MB. See README.md.
set -eu
. "$(dirname "$0")/lib.sh"

sessions=${BENCH_SESSIONS:-10000}
seconds=${BENCH_SECONDS:-60}
settle=${BENCH_SETTLE:-40}
BENCH_SIZE=2928
BENCH_JAVA_OPTS=${BENCH_JAVA_OPTS:--Xmx256m}

build
mv "$work/files/bench.bin" "$work/files/idle.bin"
start_service idle 23210 28090 --rushb.limits.sessions-per-address=20000 --rushb.limits.sessions=$((sessions + 200)) \
	--rushb.protocol.idle-timeout=10m --rushb.server.receivers="${BENCH_RECEIVERS:-1}"
service=$started

# Bytes of live objects, after a full collection.
live() {
	jcmd "$service" GC.class_histogram | awk '/^Total/ { print $3 }'
}

mkfifo "$work/idle.in.$$"
generate clients=200 name=idle.bin size=2928 port=23210 warmup-ms=2000 millis=1000 >/dev/null
before=$(live)
"$java" -XX:+UseSerialGC -Xmx512m -cp "$classes" io.rushb.bench.IdleClients port=23210 clients="$sessions" name=idle.bin \
	size=2928 <"$work/idle.in.$$" >"$work/idle.out" 2>&1 &
clients=$!
pids="$pids $clients"
exec 3>"$work/idle.in.$$"
rm "$work/idle.in.$$"
for _ in $(seq 1 900); do
	grep -q ready "$work/idle.out" && break
	kill -0 "$clients" || exit 1
	sleep 0.1
done
grep -q ready "$work/idle.out" || { echo "the sessions could not be opened in time" >&2; exit 1; }
sleep "$settle"
start=$(ticks "$service")
sleep "$seconds"
end=$(ticks "$service")
after=$(live) # not earlier: it shrinks the heap, and a small one is collected more often
alive=$(curl -s http://127.0.0.1:28090/actuator/metrics/rushb.sessions.active | sed 's/.*"value":\([0-9]*\).*/\1/')
health=$(curl -s http://127.0.0.1:28090/actuator/health/readiness | sed 's/.*{"status":"\([A-Z_]*\)".*/\1/; s/^{"status":"\([A-Z_]*\)".*/\1/')
again=$(curl -s "http://127.0.0.1:28090/actuator/metrics/rushb.retransmits" | sed 's/.*"value":\([0-9.E]*\).*/\1/')
exec 3>&-
wait "$clients" || true
kill "$service"
bare=$("$java" -XX:+UseSerialGC -Xmx512m -cp "$classes" io.rushb.bench.BareRepeats clients="$sessions" \
	settle-ms="${settle}000" millis="${seconds}000")
echo "| what | figure |"
echo "|---|---|"
echo "| live sessions | $alive |"
echo "| heap per session, bytes | $(((after - before) / sessions)) |"
echo "| readiness with ${BENCH_JAVA_OPTS} | $health |"
awk -v t=$((end - start)) -v s="$seconds" -v hz="$(getconf CLK_TCK)" -v again="$again" \
	'BEGIN { printf "| processor while they are idle | %.2f %% of a core, %d packets sent again so far |\n", 100 * t / hz / s, again }'
echo "| a bare loop that sends as many packets to as many sockets | $(value percent "$bare") % of a core |"
