#!/bin/bash
# Parts beside the plain way, on 127.0.0.1 (see bench/README.md):
# 1. packets a second and the service's processor time per MB of the file, in turns: one get in parts, one get the plain way
#    (of a service without parts), and bench's 64 plain clients;
# 2. memory: the client's resident set with 1024 channels; the service's heap for each of their sessions.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

size=${BENCH_SIZE:-1000000000}
rounds=${BENCH_ROUNDS:-3}
[ -n "${BENCH_NO_BUILD:-}" ] || (cd "$here" && ./mvnw -q -B -DskipTests package)
jar=$here/target/rushb.jar
client=$here/target/rushb-client.jar
mkdir -p "$work/files"
[ "$(stat -c %s "$work/files/parts.bin" 2>/dev/null)" = "$size" ] || head -c "$size" /dev/urandom >"$work/files/parts.bin"
[ -e "$work/files/plain.bin" ] || head -c 1048576 /dev/urandom >"$work/files/plain.bin"
touch -d '1 hour ago' "$work"/files/*.bin
start_service plain 23241 28121 --rushb.parts.enabled=false
without_parts=$started
start_service parts 23240 28120 --rushb.parts.channels=1024 --rushb.limits.sessions-per-address=4000
with_parts=$started

# The peak of the resident set of a client, kB, is read while it runs.
peak() {
	local most=0 now
	while now=$(awk '/VmHWM/ { print $2 }' "/proc/$1/status" 2>/dev/null) && [ -n "$now" ]; do
		most=$now
		sleep 0.2
	done
	echo "$most"
}
# get PORT SERVICE CHANNELS: packets a second, ms of the service's processor for a MB, the client's peak in kB
get() {
	local before after pid most
	before=$(ticks "$2")
	"$java" -jar "$client" get --json --channels "$3" -o "$work/got" "rushb://127.0.0.1:$1/parts.bin" >"$work/parts.json" &
	pid=$!
	most=$(peak "$pid")
	wait "$pid"
	after=$(ticks "$2")
	cmp "$work/got" "$work/files/parts.bin"
	sed -n 's/.*"bytes":\([0-9]*\).*"seconds":\([0-9.]*\).*"packets":\([0-9]*\).*/\1 \2 \3/p' "$work/parts.json" \
		| awk -v t=$((after - before)) -v m="$most" '{ printf "%.0f %.2f %d\n", $3 / $2, t * 10000000 / $1, m }'
}
in_parts() {
	get 23240 "$with_parts" "$1"
}
plainly() {
	get 23241 "$without_parts" 1
}
# The same of 64 plain clients.
many() {
	local before after
	before=$(ticks "$with_parts")
	"$java" -jar "$client" bench rushb://127.0.0.1:23240/plain.bin --clients 64 --seconds 10 >"$work/plain.out"
	after=$(ticks "$with_parts")
	sed -n -e 's/^rate: *\([0-9.]*\) MB.*/\1/p' -e 's/^packets: *\([0-9,]*\).*/\1/p' "$work/plain.out" | tr -d , | tr '\n' ' ' \
		| awk -v t=$((after - before)) '{ printf "%.0f %.2f\n", $2 / 10, t / $1 }'
}

many >/dev/null
in_parts 256 >/dev/null && in_parts 256 >/dev/null # compiles for seconds while the first one runs
plainly >/dev/null
: >"$work/parts.get" && : >"$work/parts.one" && : >"$work/parts.plain"
for _ in $(seq "$rounds"); do
	in_parts 256 >>"$work/parts.get"
	plainly >>"$work/parts.one"
	many >>"$work/parts.plain"
done
column() { awk -v c="$2" '{ print $c }' "$work/$1" | median; }
echo "| | packets/s | processor time of the service, ms per MB |"
echo "|---|---|---|"
echo "| one get in parts, 256 channels | $(column parts.get 1) | $(column parts.get 2) |"
echo "| one get the plain way | $(column parts.one 1) | $(column parts.one 2) |"
echo "| bench, 64 plain clients | $(column parts.plain 1) | $(column parts.plain 2) |"
echo
echo "client with 1024 channels: $(in_parts 1024 | awk '{ printf "%.0f MB of resident set at most", $3 / 1024 }')"

# A client that is stopped in the middle leaves sessions that stand still for a while, and can be weighed.
heap() { jcmd "$with_parts" GC.class_histogram | awk '/^Total/ { print $3 }'; }
sessions() { curl -s http://127.0.0.1:28120/actuator/prometheus | awk '/^rushb_sessions_active/ { print int($2) }'; }
before=$(heap)
"$java" -jar "$client" get -q --channels 1024 -o "$work/got" rushb://127.0.0.1:23240/parts.bin &
pid=$!
pids="$pids $pid"
until [ "$(sessions)" -ge 1000 ]; do
	kill -0 "$pid" 2>/dev/null || { echo "the client had all before it had 1000 sessions: BENCH_SIZE must be larger" >&2; exit 1; }
	sleep 0.1
done
kill -STOP "$pid"
sleep 1
count=$(sessions)
echo "service with $count part sessions: $(awk -v a="$before" -v b="$(heap)" -v n="$count" 'BEGIN { printf "%.0f", (b - a) / n }') bytes of heap for each, what is read of the file included"
kill -KILL "$pid"
