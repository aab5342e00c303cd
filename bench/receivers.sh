#!/bin/sh
# One receiver against two: packets per second, what each receiver's thread used of a core, and how often and how long
# it slept for anything but its socket (flight recorder: parks and monitors). See README.md.
set -eu
. "$(dirname "$0")/lib.sh"

clients=${BENCH_CLIENTS:-64}
millis=${BENCH_MILLIS:-10000}
build

# Processor ticks of each receiver's thread of a process: "THREAD TICKS" a line.
receiver_ticks() {
	for task in "/proc/$1/task"/*; do
		case $(cat "$task/comm") in
			rushb-receiver*) echo "${task##*/} $(ticks "$1/task/${task##*/}")" ;;
		esac
	done | sort
}

# The receivers' events of a recording: how many, and their milliseconds.
sleeps() {
	jfr print --events ThreadPark,JavaMonitorEnter "$1" | awk '
		/ duration = / { d = $3; if ($4 == "us") d /= 1000; if ($4 == "ns") d /= 1e6; if ($4 == "s") d *= 1000 }
		/ eventThread = "rushb-receiver/ { n++; sum += d }
		END { printf "%d %.1f", n, sum }'
}

cat >"$work/locks.jfc" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<configuration version="2.0">
	<event name="jdk.ThreadPark"><setting name="enabled">true</setting><setting name="threshold">0 ns</setting></event>
	<event name="jdk.JavaMonitorEnter"><setting name="enabled">true</setting><setting name="threshold">0 ns</setting></event>
</configuration>
END

echo "| receivers | packets/s | of a core, each receiver's thread | sleeps at a lock per 1000 packets, all receivers | ms asleep there, of $((millis / 1000)) s |"
echo "|---|---|---|---|---|"
for receivers in 1 2; do
	port=$((23220 + receivers))
	http=$((28100 + receivers))
	start_service "receivers-$receivers" "$port" "$http" --rushb.server.receivers="$receivers" \
		--rushb.limits.sessions-per-address=10000
	generate clients="$clients" port="$port" warmup-ms=10000 millis=1000 >/dev/null
	recording=$work/receivers-$receivers.jfr
	jcmd "$started" JFR.start name=locks settings="$work/locks.jfc" >/dev/null
	receiver_ticks "$started" >"$work/before"
	line=$(generate clients="$clients" port="$port" warmup-ms=0 millis="$millis")
	receiver_ticks "$started" >"$work/after"
	jcmd "$started" JFR.dump name=locks filename="$recording" >/dev/null
	stop_all
	shares=$(join "$work/before" "$work/after" | awk -v s="$((millis / 1000))" -v hz="$(getconf CLK_TCK)" \
		'{ printf "%s%.2f", (NR > 1) ? ", " : "", ($3 - $2) / hz / s }')
	rate=$(value rate "$line")
	set -- $(sleeps "$recording")
	echo "| $receivers | $rate | $shares | $(awk -v n="$1" -v r="$rate" -v ms="$millis" \
		'BEGIN { printf "%.2f", n * 1e6 / r / ms }') | $2 |"
done
