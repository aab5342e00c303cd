#!/bin/bash
# bench/wan.sh: 40 MB over emulated links: get, get --channels 1, curl over TCP with BBR, with CUBIC, and from nginx.
# Several rounds in turn; every byte is compared. Prints a table of medians and ratios. Needs root (see with-link.sh), curl,
# python3; nginx (Debian's nginx-light) if it is there. BBR needs the kernel's module tcp_bbr: without it its column is empty.
#   WAN_ROUNDS=3 WAN_LINKS="25,100,256,0 25,100,256,10" bench/wan.sh      (round trip ms, Mbit/s, queue KB, loss in a thousand)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$here")
work=${BENCH_WORK:-$top/target/bench}/wan
rounds=${WAN_ROUNDS:-3}
links=${WAN_LINKS:-"25,100,256,0 25,100,256,10 25,100,256,50 100,100,1024,0 100,100,1024,10"}
size=${WAN_SIZE:-40000000}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
# What to run: the jars that were built, or anything else that takes the same arguments.
run=${WAN_RUN:-"$java -XX:+ExitOnOutOfMemoryError -jar $top/target/rushb.jar"}
client=${WAN_CLIENT:-"$java -jar $top/target/rushb-client.jar"}

if [ "${1:-}" != inside ]; then
	mkdir -p "$work/files"
	[ "$(stat -c %s "$work/files/wan.bin" 2>/dev/null)" = "$size" ] || head -c "$size" /dev/urandom >"$work/files/wan.bin"
	touch -d '1 hour ago' "$work/files/wan.bin"
	echo "| link (round trip, rate, queue, loss each way) | get | --channels 1 | TCP BBR | TCP CUBIC | nginx | get / BBR | get / CUBIC |"
	echo "|---|---|---|---|---|---|---|---|"
	for link in $links; do
		IFS=, read -r trip rate queue loss <<<"$link"
		delay=$(awk -v t="$trip" 'BEGIN { print t / 2 }')
		"$here/with-link.sh" "$delay" "$rate" "$queue" "$loss" "$0" inside "$link" 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
	done
	exit
fi

link=$2
IFS=, read -r trip rate queue loss <<<"$link"
channels=256
[ "$trip" -lt 50 ] || channels=1024
pids=
stop() {
	for pid in $pids; do kill "$pid" 2>/dev/null || true; done
	for pid in $pids; do wait "$pid" 2>/dev/null || true; done
}
trap stop EXIT
start() { "$@" >>"$work/servers.log" 2>&1 & pids="$pids $!"; }

# shellcheck disable=SC2086
start $A $run --rushb.server.address=10.77.0.1 --rushb.server.port=3200 --server.address=127.0.0.1 \
	--server.port=8080 --rushb.files.root="$work/files" --rushb.parts.channels=1024 ${WAN_SERVER:-}
has_bbr=
grep -qw bbr /proc/sys/net/ipv4/tcp_available_congestion_control && has_bbr=1
for control in bbr cubic; do
	port=$([ "$control" = bbr ] && echo 8001 || echo 8002)
	[ "$control" = bbr ] && [ -z "$has_bbr" ] || start $A python3 "$here/tcp-server.py" 10.77.0.1 "$port" "$control" "$work/files/wan.bin"
done
if command -v nginx >/dev/null; then
	mkdir -p "$work/nginx"
	cat >"$work/nginx.conf" <<-NGINX
		daemon off; pid $work/nginx/pid; error_log $work/nginx/error.log; events { }
		http { access_log off; sendfile on; server { listen 10.77.0.1:8003; root $work/files; } }
	NGINX
	start $A nginx -c "$work/nginx.conf" -p "$work/nginx"
fi
for _ in $(seq 300); do
	$A curl -fsS -o /dev/null http://127.0.0.1:8080/actuator/health/readiness 2>/dev/null && break
	sleep 0.2
done

# timed NAME COMMAND...: seconds of the command go to a file; every byte is compared.
timed() {
	name=$1
	shift
	rm -f "$work/got"
	begun=$(date +%s%N)
	if "$@" >>"$work/clients.log" 2>&1 && cmp -s "$work/got" "$work/files/wan.bin"; then
		ended=$(date +%s%N)
		awk -v ns=$((ended - begun)) -v size="$size" 'BEGIN { printf "%.3f\n", size / (ns / 1e3) }' >>"$work/$name"
	else
		echo "$link: $name failed" >&2
		tail -n 2 "$work/clients.log" >&2
	fi
}
# A virtual machine's start is not the protocol's: get tells the time of the fetch itself.
get() {
	name=$1
	shift
	rm -f "$work/got"
	# shellcheck disable=SC2086
	if $B $client get --json "$@" -o "$work/got" rushb://10.77.0.1:3200/wan.bin >"$work/json" 2>>"$work/clients.log" \
		&& cmp -s "$work/got" "$work/files/wan.bin"; then
		cat "$work/json" >>"$work/clients.log"
		sed -n 's/.*"seconds":\([0-9.]*\).*/\1/p' "$work/json" | awk -v size="$size" '{ printf "%.3f\n", size / $1 / 1e6 }' >>"$work/$name"
	else
		echo "$link: $name failed" >&2
		cat "$work/json" >&2
	fi
}
median() { [ -s "$work/$1" ] && sort -n "$work/$1" | awk '{ v[NR] = $1 } END { printf "%.2f", v[int((NR + 1) / 2)] }' || echo -; }

rm -f "$work"/{get,one,bbr,cubic,nginx-rate}
# The service is not measured while Java still compiles it; the client of each fetch has just begun.
for _ in 1 2 3; do get warm --channels "$channels"; done
rm -f "$work/warm"
for round in $(seq "$rounds"); do
	get get --channels "$channels"
	[ -z "$has_bbr" ] || timed bbr $B curl -fsS -m 300 -o "$work/got" http://10.77.0.1:8001/wan.bin
	# With loss CUBIC takes minutes: once must do, and nginx, which has the system's own control, is left out.
	[ "$round" -gt 1 ] && [ "$loss" -gt 0 ] || timed cubic $B curl -fsS -m 300 -o "$work/got" http://10.77.0.1:8002/wan.bin
	[ ! -d "$work/nginx" ] || [ "$loss" -gt 0 ] || timed nginx-rate $B curl -fsS -m 300 -o "$work/got" http://10.77.0.1:8003/wan.bin
done
# One session is so slow that a part of the file must do.
if [ -n "${WAN_ONE:-}" ]; then
	get one --channels 1
fi
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (a > 0 && b > 0) printf "%.2f", a / b; else printf "-" }'; }
g=$(median get) b=$(median bbr) c=$(median cubic)
echo "| $trip ms, $rate Mbit/s, $queue KB, $loss in 1000 | $g | $(median one) | $b | $c | $(median nginx-rate) | $(ratio "$g" "$b") | $(ratio "$g" "$c") |"
