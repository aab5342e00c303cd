#!/bin/sh
# Packets per second of the service, of the minimal Java loop, and of atftpd and tftpd-hpa where they are installed, with
# the same load generator over loopback. See README.md. Results: a table on standard output and in target/bench/macro.md.
set -eu
. "$(dirname "$0")/lib.sh"

clients=${BENCH_CLIENTS:-"1 8 64 512"}
rounds=${BENCH_ROUNDS:-3}
millis=${BENCH_MILLIS:-3000}
receivers=${BENCH_RECEIVERS:-1}
results=$work/macro.tsv
: >"$results"

build

# The generator leaves its sessions where they are. They must be gone before the service's next turn: they hold shares of
# the read-ahead budget, and the next clients may have their ports.
start_service service 23200 28080 --rushb.server.receivers="$receivers" --rushb.protocol.idle-timeout=2s
service=$started
"$java" -cp "$classes" io.rushb.bench.MinimalLoop file="$work/files/bench.bin" port=23201 &
minimal=$!
pids="$pids $minimal"
servers="service minimal"

atftpd=$(command -v atftpd || true)
if [ -n "$atftpd" ]; then
	"$atftpd" --daemon --no-fork --user "$(id -un).$(id -gn)" --maxthread 2000 --bind-address 127.0.0.1 --port 23202 \
		--verbose=0 --logfile /dev/null "$work/files" >"$work/atftpd.log" 2>&1 &
	pids="$pids $!"
	servers="$servers atftpd"
fi
tftpd=$(command -v in.tftpd || true)
if [ -n "$tftpd" ] && [ "$(id -u)" = 0 ]; then
	# It changes its root directory, so only root can start it.
	"$tftpd" -L -u "$(id -un)" -a 127.0.0.1:23203 -s "$work/files" >"$work/tftpd-hpa.log" 2>&1 &
	pids="$pids $!"
	servers="$servers tftpd-hpa"
fi
sleep 1

# measure SERVER CLIENTS CHK MILLIS WARM-UP
measure() {
	case $1 in
		service) set -- "$@" port=23200 pid="$service" ;;
		minimal) set -- "$@" port=23201 pid="$minimal" ;;
		atftpd) set -- "$@" port=23202 protocol=tftp ;;
		tftpd-hpa) set -- "$@" port=23203 protocol=tftp ;;
	esac
	pid=
	[ "${7#pid=}" = "$7" ] || pid=${7#pid=}
	before=$([ -z "$pid" ] || ticks "$pid")
	line=$(generate "$6" "${7}" clients="$2" chk="$3" millis="$4" warmup-ms="$5")
	after=$([ -z "$pid" ] || ticks "$pid")
	micros=-
	if [ -n "$pid" ]; then
		micros=$(awk -v t=$((after - before)) -v n="$(value total "$line")" -v hz="$(getconf CLK_TCK)" \
			'BEGIN { printf "%.2f", n ? t * 1e6 / hz / n : 0 }')
	fi
	echo "$1 clients=$2 chk=$3 micros=$micros $line"
}

# With each number of clients, since few clients take paths of the code that many never take: what sleeps, and what polls.
for n in $clients; do
	for chk in false true; do
		for server in service minimal; do
			measure $server "$n" $chk 1000 "${BENCH_WARMUP_MILLIS:-5000}" >/dev/null
		done
	done
done

for round in $(seq 1 "$rounds"); do
	for n in $clients; do
		for chk in false true; do
			for server in $servers; do
				case $server-$chk in atftpd-true | tftpd-hpa-true) continue ;; esac
				line=$(measure $server "$n" $chk "$millis" 1000)
				echo "$round $line" >&2
				echo "$server	$n	$chk	$(value rate "$line")	$(value micros "$line")	$(value cpu "$line")	$(value surprises "$line")" >>"$results"
			done
		done
	done
done

"$(dirname "$0")/table.sh" "$results" | tee "$work/macro.md"
