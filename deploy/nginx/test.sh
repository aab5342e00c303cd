#!/bin/sh
# Tries deploy/nginx/nginx.conf for real: nginx in front of three processes of the service, all on 127.0.0.1, and 200
# clients; then one process is killed while every client is in the middle of its transfer. About a minute.
#
#   deploy/nginx/test.sh      TEST_NO_BUILD=1 takes target/ as it is; TEST_CLIENTS and TEST_SIZE (bytes) have other defaults
#
# Needs nginx with its stream module (Debian: nginx-light, libnginx-mod-stream) and curl; says "skipped: reason" and exits with 0
# where they are missing. Ends what it started, by process id.
set -eu
cd "$(dirname "$0")/../.."

skip() { echo "skipped: $*"; exit 0; }

nginx=$(PATH=$PATH:/usr/sbin command -v nginx) || skip "no nginx"
module=
if ! "$nginx" -V 2>&1 | grep -qE -- '--with-stream( |$)'; then
  module=/usr/lib/nginx/modules/ngx_stream_module.so
  [ -e "$module" ] || skip "nginx has no stream module"
fi
command -v curl >/dev/null || skip "no curl"

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
pids=

cleanup() {
  for pid in $pids; do kill "$pid" 2>/dev/null || true; done
  for pid in $pids; do wait "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

[ -n "${TEST_NO_BUILD:-}" ] || ./mvnw -q -B -DskipTests package
jar=target/rushb.jar

mkdir "$work/files"
# For the servers nginx is the only client: the limit per address must allow all sessions.
for i in 1 2 3; do
  "$java" -XX:+ExitOnOutOfMemoryError -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar "$jar" --rushb.files.root="$work/files" --rushb.server.address=127.0.0.1 \
    --rushb.server.port=0 --server.address=127.0.0.1 --server.port=0 --rushb.limits.sessions-per-address=10000 >"$work/rushb-$i.log" 2>&1 &
  pids="$pids $!"
  eval "pid$i=$!"
done

# port LOG PATTERN: from the line with which a service says that it is ready
port() { sed -n "s/.*$2 port \([0-9]*\).*/\1/p" "$work/$1.log" | tail -n 1; }

backends=
for i in 1 2 3; do
  eval "pid=\$pid$i"
  for _ in $(seq 600); do
    grep -q 'Serving .* on UDP port' "$work/rushb-$i.log" && break
    kill -0 "$pid" 2>/dev/null || { cat "$work/rushb-$i.log"; exit 1; }
    sleep 0.1
  done
  udp=$(port "rushb-$i" UDP) http=$(port "rushb-$i" HTTP)
  eval "udp$i=$udp"
  backends="$backends,$pid:$http"
done

# The same file; numbers in place of names that must be looked up, and a port that is free: the one that the kernel gives to
# somebody who asks for any.
listen=$("$java" -XX:TieredStopAtLevel=1 -cp target/test-classes:target/classes io.rushb.bench.BalancedClients port=any)
sed -e "/resolver/d; s/rushb-1:3200 resolve/127.0.0.1:$udp1/; s/rushb-2:3200 resolve/127.0.0.1:$udp2/; s/rushb-3:3200 resolve/127.0.0.1:$udp3/" \
  -e "s/listen 3300 /listen 127.0.0.1:$listen /; s#/tmp/nginx.pid#$work/nginx.pid#; s#127.0.0.1:8081#unix:$work/health#" \
  deploy/nginx/nginx.conf > "$work/nginx.conf"
"$nginx" -p "$work" -e stderr -c "$work/nginx.conf" -g "daemon off;${module:+ load_module $module;}" 2>"$work/nginx.log" &
pids="$pids $!"

"$java" -Xmx256m -XX:+UseSerialGC -cp target/test-classes:target/classes io.rushb.bench.BalancedClients port="$listen" backends="${backends#,}" \
  files="$work/files" clients="${TEST_CLIENTS:-200}" size="${TEST_SIZE:-300000}" || { cat "$work/nginx.log"; exit 1; }
