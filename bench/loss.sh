#!/bin/sh
# One client, 1 MiB, every packet lost with a probability of 2 % each way: goodput of the service and of the TFTP servers.
# Clients repeat what was not answered for a second, as usual ones do: of a RUSHB client that is a lost GET, since the server
# repeats all else by itself and sooner.
set -eu
. "$(dirname "$0")/lib.sh"

millis=${BENCH_MILLIS:-20000}
loss=${BENCH_LOSS:-0.02}
build
start_service loss 23220 28100
java_port=23220
report() {
	echo "| $1 | $(awk -v r="$(value rate "$2")" 'BEGIN { printf "%.1f", r * 1464 / 1024 }') | $(value transfers "$2") |"
}
echo "| server | goodput, KiB/s | whole files |"
echo "|---|---|---|"
generate port=$java_port clients=64 warmup-ms=4000 millis=1000 >/dev/null
report service "$(generate port=$java_port clients=1 loss="$loss" repeat-after=1000 warmup-ms=500 millis="$millis")"
if command -v atftpd >/dev/null; then
	atftpd --daemon --no-fork --user "$(id -un).$(id -gn)" --bind-address 127.0.0.1 --port 23222 --verbose=0 \
		--logfile /dev/null "$work/files" >"$work/atftpd.log" 2>&1 &
	pids="$pids $!"
	sleep 1
	report atftpd "$(generate port=23222 protocol=tftp clients=1 loss="$loss" repeat-after=1000 warmup-ms=500 millis="$millis")"
fi
if command -v in.tftpd >/dev/null && [ "$(id -u)" = 0 ]; then
	in.tftpd -L -u "$(id -un)" -a 127.0.0.1:23223 -s "$work/files" >"$work/tftpd-hpa.log" 2>&1 &
	pids="$pids $!"
	sleep 1
	report tftpd-hpa "$(generate port=23223 protocol=tftp clients=1 loss="$loss" repeat-after=1000 warmup-ms=500 millis="$millis")"
fi
