# Shared by the scripts of this directory; sourced, not run. Everything listens on 127.0.0.1 only, is bounded in time,
# and is ended by its process id.

here=$(cd "$(dirname "$0")/.." && pwd)
work=${BENCH_WORK:-$here/target/bench}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
pids=

mkdir -p "$work/files"

stop_all() {
	for pid in $pids; do
		kill "$pid" 2>/dev/null || true
	done
	for pid in $pids; do
		wait "$pid" 2>/dev/null || true
	done
	pids=
}
trap stop_all EXIT
trap 'exit 130' INT TERM

build() {
	if [ -z "${BENCH_NO_BUILD:-}" ]; then
		(cd "$here" && ./mvnw -q -B -DskipTests package)
	fi
	jar=$here/target/rushb.jar
	classes="$here/target/test-classes:$here/target/classes"
	generate write="$work/files/bench.bin" size="${BENCH_SIZE:-1048576}"
}

generate() {
	"$java" -XX:+UseSerialGC -Xmx256m -cp "$classes" io.rushb.bench.LoadGenerator size="${BENCH_SIZE:-1048576}" "$@"
}

# start_service NAME UDP-PORT HTTP-PORT [JVM options and properties...]: leaves its process id in $started
start_service() {
	name=$1 udp=$2 http=$3
	shift 3
	"$java" -XX:+ExitOnOutOfMemoryError ${BENCH_JAVA_OPTS:-} -jar "$jar" --rushb.server.address=127.0.0.1 --rushb.server.port="$udp" \
		--server.address=127.0.0.1 --server.port="$http" --rushb.files.root="$work/files" \
		--logging.level.io.rushb.metrics=warn "$@" >"$work/$name.log" 2>&1 &
	started=$!
	pids="$pids $started"
	wait_for_http "$http" "$started"
}

wait_for_http() {
	for _ in $(seq 1 300); do
		curl -s -o "$work/health" "http://127.0.0.1:$1/actuator/health/readiness" && grep -q '"UP"' "$work/health" && return
		kill -0 "$2" 2>/dev/null || break
		sleep 0.1
	done
	echo "the service did not start, see $work" >&2
	exit 1
}

# Processor time of a process so far, in clock ticks.
ticks() {
	awk '{ sub(/^.*\) /, ""); print $12 + $13 }' "/proc/$1/stat" 2>/dev/null || echo 0
}

# value NAME LINE: takes NAME=value out of the generator's line
value() {
	echo "$2" | tr ' ' '\n' | sed -n "s/^$1=//p"
}

median() {
	sort -n | awk '{ v[NR] = $1 } END { if (NR) print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}
