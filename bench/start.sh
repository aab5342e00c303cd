#!/bin/bash
# How long the service takes from the start of its process to readiness, beside the plainest Spring Boot service with the same
# starters (bench/plain). Both are extracted from their jars; they take turns. With JAVA25 set to a Java 25's home it does the
# same with that Java, the image's options, and an AOT cache trained for each.
#
#   bench/start.sh                     BENCH_ROUNDS=9 starts of each
set -euo pipefail
. "$(dirname "$0")/lib.sh"
rounds=${BENCH_ROUNDS:-9}
udp=23290 http=23291

if [ -z "${BENCH_NO_BUILD:-}" ]; then
	(cd "$here" && ./mvnw -q -B -DskipTests package)
	(cd "$here" && ./mvnw -q -B -f bench/plain/pom.xml package)
fi
echo seed > "$work/files/small.txt"

# extract JAR DIRECTORY
extract() {
	rm -rf "$2"
	"$java" -Djarmode=tools -jar "$1" extract --destination "$2" >/dev/null
}
extract "$here/target/rushb.jar" "$work/start-rushb"
extract "$here/bench/plain/target/plain.jar" "$work/start-plain"

arguments() {
	echo "--server.address=127.0.0.1 --server.port=$http --management.endpoint.health.probes.enabled=true"
	[ "$1" = plain ] || echo "--rushb.server.address=127.0.0.1 --rushb.server.port=$udp --rushb.files.root=$work/files"
}

# start NAME JAVA OPTIONS...: prints the seconds to readiness
start() {
	local name=$1 program=$2
	shift 2
	local begun now
	begun=$(date +%s%N)
	# shellcheck disable=SC2046 # several arguments
	"$program" -XX:+ExitOnOutOfMemoryError "$@" -jar "$work/start-$name/$name.jar" $(arguments "$name") >"$work/start-$name.log" 2>&1 &
	local pid=$!
	pids="$pids $pid"
	until curl -sf -o /dev/null "http://127.0.0.1:$http/actuator/health/readiness"; do
		kill -0 "$pid" 2>/dev/null || { echo "did not start: $work/start-$name.log" >&2; exit 1; }
		# Who asks all the time takes a processor from what starts.
		sleep 0.05
	done
	now=$(date +%s%N)
	kill "$pid"
	wait "$pid" 2>/dev/null || true
	pids=
	echo "$(((now - begun) / 1000000))" | awk '{ printf "%.3f\n", $1 / 1000 }'
}

# compare TITLE JAVA OPTIONS...
compare() {
	local title=$1 program=$2
	shift 2
	: > "$work/start.plain" > "$work/start.rushb"
	for _ in $(seq "$rounds"); do
		for name in plain rushb; do
			cache="$work/start-$name.aot"
			start "$name" "$program" "$@" $([ -e "$cache" ] && [ "$program" != "$java" ] && echo "-XX:AOTCache=$cache") >> "$work/start.$name"
		done
	done
	local plain rushb
	plain=$(median < "$work/start.plain") rushb=$(median < "$work/start.rushb")
	echo "| $title | $plain | $rushb | $(awk -v a="$rushb" -v b="$plain" 'BEGIN { printf "%.2f", a / b }') |"
}

echo "| | plain service: ready after s, median of $rounds | RUSHB | ratio |"
echo "|---|---|---|---|"
rm -f "$work"/start-*.aot
compare "$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/Java \1/p'), extracted" "$java"
if [ -n "${JAVA25:-}" ]; then
	image="-XX:+UseSerialGC -Xmx256m -XX:-UsePerfData"
	for name in plain rushb; do
		# shellcheck disable=SC2086 # several options
		start "$name" "$JAVA25/bin/java" $image "-XX:AOTCacheOutput=$work/start-$name.aot" >/dev/null
	done
	# shellcheck disable=SC2086 # several options
	compare "Java 25, extracted, AOT cache, options of the image" "$JAVA25/bin/java" $image
fi
