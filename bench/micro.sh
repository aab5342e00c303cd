#!/bin/sh
# Micro-benchmarks of the core (JMH): nanoseconds and bytes of heap per call. See README.md. Arguments are JMH's. Results: a
# table on standard output and in target/bench/micro.md.
set -eu
. "$(dirname "$0")/lib.sh"

[ -n "${BENCH_NO_BUILD:-}" ] || (cd "$here" && ./mvnw -q -B -Pjmh test-compile)
"$java" -cp "$here/target/test-classes:$here/target/classes:$(cat "$here/target/jmh.classpath")" \
	io.rushb.bench.MicroBenchmarks "$work/micro.md" "$@" >&2
cat "$work/micro.md"
