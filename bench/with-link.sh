#!/bin/bash
# bench/with-link.sh DELAY_MS RATE_MBIT QUEUE_KB LOSS_PERMILLE COMMAND...
# Lays an emulated link (link.c) between two new network namespaces, and runs COMMAND with A and B set: "$A cmd" runs cmd
# on one end (10.77.0.1), "$B cmd" on the other (10.77.0.2). The delay is one way. Everything is taken away at the end.
# Needs root, gcc, iproute2, and /dev/net/tun; a kernel without netem will do.
set -euo pipefail
[ $# -ge 5 ] || { sed -n 2,5p "$0"; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
dir=$(mktemp -d)
id=$$
link=
a=rla$id
b=rlb$id
cleanup() {
	[ -z "$link" ] || { kill "$link" && wait "$link"; } 2>/dev/null || true
	cat "$dir/out" >&2 || true
	ip netns del "$a" 2>/dev/null || true
	ip netns del "$b" 2>/dev/null || true
	rm -rf "$dir"
}
trap cleanup EXIT
gcc -O2 -Wall -o "$dir/link" "$here/link.c"
"$dir/link" "la$id" "lb$id" "$1" "$2" "$3" "$4" >"$dir/out" &
link=$!
for _ in $(seq 100); do
	grep -q ready "$dir/out" && break
	sleep 0.05
done
lay() { # namespace device address
	ip netns add "$1"
	ip link set "$2" netns "$1"
	ip netns exec "$1" ip link set lo up
	ip netns exec "$1" ip addr add "$3/24" dev "$2"
	ip netns exec "$1" ip link set "$2" up txqueuelen 10000
}
lay "$a" "la$id" 10.77.0.1
lay "$b" "lb$id" 10.77.0.2
shift 4
A="ip netns exec $a" B="ip netns exec $b" "$@"
