#!/bin/bash
# Proves the image and the stack for real, on a machine without a Docker engine and out of reach of any image registry:
# builds the Dockerfile, brings docker-compose.yml up, lets containers_probe.py look at it from all sides, takes all down.
#
#   .ci/containers.sh [WORK]     WORK is kept, so that the next run is faster; without it nothing stays
#
# Needs root on Debian and network namespaces, a JDK 25 (JDK, JAVA_HOME or below /usr/lib/jvm) and a local Maven
# repository filled by `./mvnw -DskipTests package`. Where it cannot run it says "containers: SKIPPED: reason", and exits with 77.
#
# It works on a copy of the project in WORK: there the images are named by their tags only, since no stand-in has the digest
# of the real one.
#
# Docker Engine, BuildKit, Compose and Prometheus are Debian's own packages, unpacked and run in a network namespace. The
# base images are stand-ins made here: Temurin's with the machine's JDK 25 (its JRE by jlink), Maven's working offline with
# the machine's repository, Prometheus and nginx with Debian's. Grafana's is a mere place holder that answers its health check.
#
# It should take less than LIMIT seconds, and says at the end what took how long.
set -euo pipefail
cd "$(dirname "$0")/.."
LIMIT=180

# Begins a part, and keeps account of how long the one before took.
step() {
  account
  part=$1 since=$SECONDS
  echo "### [${SECONDS}s] $*"
}
account() { [ -z "${part:-}" ] || times="${times:+$times, }${part%%:*} $((SECONDS - since))"; }
skip() {
  echo "containers: SKIPPED: $*"
  [ -z "${SKIP_REASON:-}" ] || echo "$*" > "$SKIP_REASON"
  exit 77
}

java25() {
  local home
  for home in "${JDK:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    if [ -x "$home/bin/jlink" ] && grep -q '^JAVA_VERSION="25' "$home/release" 2>/dev/null; then echo "$home"; return; fi
  done
}

[ "$(id -u)" = 0 ] || skip "not root"
[ -e /etc/debian_version ] && command -v apt-get >/dev/null || skip "not Debian"
NS=rushb$$
NAME_SERVER=192.0.2.53   # for examples only, RFC 5737
ip netns add $NS 2>/dev/null || skip "no network namespaces"
ip netns del $NS
JDK=$(java25); [ -n "$JDK" ] || skip "no JDK 25"; JDK=$(realpath "$JDK")
M2=$(realpath "${M2:-$HOME/.m2/repository}")
[ -d "$M2/org/springframework/boot" ] || skip "no local Maven repository; ./mvnw -DskipTests package fills it"
MAVEN=$(./mvnw -B -v 2>/dev/null | sed -n 's/^Maven home: //p'); [ -d "$MAVEN" ] || skip "no Maven"
site() { apt-get indextargets --format '$(SITE)' 'Origin: Debian' 'Component: main' | head -1; }   # the machine's own archive
SITE=$(site); [ -n "$SITE" ] || { apt-get update -qq && SITE=$(site); } || true
[ -n "$SITE" ] || skip "no Debian archive"
RELEASE=$(. /etc/os-release; echo "$VERSION_CODENAME")

if [ $# -gt 0 ]; then mkdir -p "$1"; W=$(realpath "$1"); KEEP=yes; else W=$(mktemp -d); KEEP=; fi
owner=$(cat "$W/run/lock" 2>/dev/null || true)
if [ -n "$owner" ] && grep -qs containers.sh "/proc/$owner/cmdline"; then echo "containers: FAILED: $W is in use by process $owner"; exit 1; fi

# From here on every docker command is for the engine in WORK, never for one that the machine may have of its own.
unset DOCKER_CONTEXT DOCKER_TLS DOCKER_TLS_VERIFY DOCKER_CERT_PATH BUILDKIT_HOST BUILDX_BUILDER COMPOSE_FILE COMPOSE_PROJECT_NAME COMPOSE_PROFILES
export DOCKER_HOST=unix://$W/run/docker.sock DOCKER_CONFIG=$W/docker PATH="$W/unpacked/usr/sbin:$W/unpacked/usr/bin:$PATH"

cleanup() {
  local status=$? i dir
  set +e
  cd /
  step "cleanup"
  if [ -n "${engine:-}" ]; then
    [ -S "$W/run/docker.sock" ] && docker ps -aq 2>/dev/null | xargs -r docker rm -fv >/dev/null
    kill "$engine" 2>/dev/null
    for i in $(seq 80); do kill -0 "$engine" 2>/dev/null || break; sleep 0.25; done
  fi
  # shellcheck disable=SC2046 # several processes: what is still being prepared, and the name server
  kill $(jobs -p) 2>/dev/null
  wait
  ip netns del $NS 2>/dev/null
  for dir in /sys/fs/cgroup /sys/fs/cgroup/*; do rmdir "$dir/docker/buildkit" "$dir/docker" 2>/dev/null; done
  # The engine makes mounts of its own on its directories.
  awk -v w="$W/" 'index($2, w) == 1 { print $2 }' /proc/mounts | sort -r | xargs -r umount
  if [ -n "$KEEP" ]; then rm -rf "$W/run" "$W/data" "$W/files"; else mountpoint -q "$W" && umount "$W"; rm -rf "$W"; fi
  account
  echo "seconds: $times"
  case $status in
    0) echo "containers: all well after ${SECONDS} s" ;;
    77) ;;
    *) echo "containers: FAILED after ${SECONDS} s" ;;
  esac
  if [ $status != 77 ] && [ $SECONDS -gt $LIMIT ]; then echo "containers: WARNING: $SECONDS s are more than the $LIMIT s that it should take"; fi
}
trap cleanup EXIT

# In memory, where there is plenty: gigabytes are written, and removing them from a disk takes its time.
in_memory() {
  [ "$(awk '/^MemAvailable/ { print int($2 / 1048576) }' /proc/meminfo)" -lt 10 ] || mount -t tmpfs -o size=6g,mode=700 rushb-proof "$1" 2>/dev/null || true
}

# fetch NAME PACKAGE...: unpacks packages of a newer Debian; what this machine has installed stays as it is. They need
# nothing but a C library.
fetch() {
  local name=$1 suite; shift
  [ -e "$W/fetched.$name" ] && return
  rm -rf "$W/deb"
  mkdir -p "$W"/{apt/lists/partial,apt/cache/archives/partial,deb,unpacked}
  cat > "$W/apt/apt.conf" <<-CONF
	Dir::Etc::sourcelist "$W/apt/sources.list";
	Dir::Etc::sourceparts "-";
	Dir::State::lists "$W/apt/lists";
	Dir::Cache "$W/apt/cache";
	APT::Sandbox::User "root";
	CONF
  for suite in forky trixie; do
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $SITE $suite main" > "$W/apt/sources.list"
    if (export APT_CONFIG="$W/apt/apt.conf"; cd "$W/deb"; [ -e "$W/apt/$suite" ] || apt-get update -qq && touch "$W/apt/$suite" && apt-get download -qq "$@"); then
      printf '%s\0' "$W"/deb/*.deb | xargs -0 -I{} -P 2 dpkg -x {} "$W/unpacked" || return
      rm -rf "$W/deb"
      touch "$W/fetched.$name"
      return
    fi
  done
  return 1
}

# What the base images are made of: a file system with the user that Ubuntu's has, a JRE, Maven that works offline.
root() {
  [ -e "$W/root" ] && return
  mmdebstrap -q --variant=extract --include=base-files,base-passwd,bash,coreutils,dash,grep,sed,findutils,passwd,login,libc-bin,tzdata,debianutils,diffutils,tar \
    "$RELEASE" "$W/root.tar" "$SITE"
  rm -rf "$W/root.new"
  mkdir "$W/root.new"
  tar -x --exclude='./dev/*' -C "$W/root.new" -f "$W/root.tar"
  rm "$W/root.tar"
  { cat /usr/share/base-passwd/passwd.master; echo 'ubuntu:x:1000:1000::/home/ubuntu:/bin/bash'; } > "$W/root.new/etc/passwd"
  { cat /usr/share/base-passwd/group.master; echo 'ubuntu:x:1000:'; } > "$W/root.new/etc/group"
  mv "$W/root.new" "$W/root"
}

maven() {
  [ -e "$W/maven" ] && return
  mkdir -p "$W/settings"
  echo '<settings><localRepository>/repository</localRepository><offline>true</offline></settings>' > "$W/settings/settings.xml"
  rm -rf "$W/maven.new"
  cp -rL "$MAVEN" "$W/maven.new"
  mv "$W/maven.new" "$W/maven"
}

jre() {
  [ -e "$W/jre" ] && return
  rm -rf "$W/jre.new"
  "$JDK/bin/jlink" -J-XX:TieredStopAtLevel=1 --generate-cds-archive --output "$W/jre.new" --add-modules "$("$JDK/bin/java" --list-modules | sed 's/@.*//' | grep -vE \
    '^jdk\.(compiler|jartool|javadoc|jdeps|jlink|jpackage|jshell|jcmd|jconsole|jdi|attach|editpad|hotspot.agent|internal\.(ed|le|opt|md)|jstatd|unsupported.desktop|incubator.vector)$' | paste -sd,)" >/dev/null
  mv "$W/jre.new" "$W/jre"
}

# image NAME [DIRECTORY PLACE]...: the root file system and each directory at its place, in one layer.
image() {
  local name=$1 members=(); shift
  [ $# = 0 ] || members=(-C /)
  while [ $# -gt 0 ]; do members+=("--transform=flags=rh;s,^${1#/}\\(/\\|$\\),$2\\1," "${1#/}"); shift 2; done
  tar -c --exclude='*/src.zip' --exclude='*/jmods' -C "$W/root" . "${members[@]}" \
    | docker import -c 'ENV JAVA_HOME=/opt/java/openjdk LANG=C.UTF-8 LC_ALL=C.UTF-8' \
        -c 'ENV PATH=/opt/java/openjdk/bin:/opt/maven/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' - "$name" >/dev/null
}

# The same, but all except the root file system is copied right into the engine's directory, which takes a fraction of the
# time. So the image's digest tells nothing; good enough for what is no base of another image.
quick_image() {
  local name=$1 layer members=("$@")
  image "$name"
  layer=$(docker image inspect -f '{{.GraphDriver.Data.UpperDir}}' "$name")
  [ -d "$layer" ] || { image "${members[@]}"; return; }
  shift
  while [ $# -gt 0 ]; do
    mkdir -p "$layer/$2"
    tar -c --exclude=./lib/src.zip --exclude=./jmods -C "$1" . | tar -x -C "$layer/$2"
    shift 2
  done
}

# The other images of the stack.
other_images() {
  local name
  for name in $(docker compose --profile scale config --images); do
    case $name in
      prom/prometheus:*) docker buildx build -q --build-context prometheus="$W/unpacked/usr/bin" -t "$name" - <<-'DOCKERFILE'
	FROM eclipse-temurin:25-jre
	COPY --from=prometheus prometheus promtool /bin/
	RUN mkdir /prometheus && chown nobody /prometheus
	WORKDIR /prometheus
	USER nobody
	VOLUME /prometheus
	ENTRYPOINT ["/bin/prometheus"]
	DOCKERFILE
        ;;
      # Debian's nginx has streams in a module; the hub's has them built in, and no load_module. Its C library is newer than the
      # one in the stand-in, and can serve both.
      nginx:*) docker buildx build -q --build-context nginx="$W/unpacked" -t "$name" - <<-'DOCKERFILE'
	FROM eclipse-temurin:25-jre
	COPY --from=nginx usr/sbin/nginx /usr/sbin/nginx.debian
	COPY --from=nginx usr/lib/nginx /usr/lib/nginx
	COPY --from=nginx usr/lib/x86_64-linux-gnu /usr/lib/nginx/lib
	RUN mkdir /var/lib/nginx && printf '%s\n' '#!/bin/sh' 'exec /usr/lib/nginx/lib/ld-linux-x86-64.so.2 --library-path /usr/lib/nginx/lib /usr/sbin/nginx.debian \
	  -e stderr -g "daemon off; load_module /usr/lib/nginx/modules/ngx_stream_module.so;"' > /usr/sbin/nginx && chmod 755 /usr/sbin/nginx
	DOCKERFILE
        ;;
      grafana/grafana:*) docker buildx build -q -t "$name" - <<-'DOCKERFILE'
	FROM eclipse-temurin:25-jre
	RUN mkdir -p /www/api /var/lib/grafana && touch /www/api/health && chown 472 /var/lib/grafana
	USER 472
	ENTRYPOINT ["jwebserver", "-b", "0.0.0.0", "-p", "3000", "-d", "/www"]
	DOCKERFILE
        ;;
    esac
  done >/dev/null
}

# Copies the project, without what was built, and goes there.
project() {
  rm -rf "$W/project"
  mkdir "$W/project"
  tar -c --exclude=target --exclude=./.git . | tar -x -C "$W/project"
  cd "$W/project"
  sed -i -E 's/@sha256:[0-9a-f]{64}//' Dockerfile docker-compose.yml
}

step "packages"
missing=
for tool in nft:nftables iptables:iptables runc:runc mmdebstrap:mmdebstrap; do
  command -v "${tool%%:*}" >/dev/null || missing="$missing ${tool##*:}"
done
if [ -n "$missing" ]; then
  apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1 || skip "cannot install$missing"
fi
if [ -n "$KEEP" ]; then rm -rf "$W/run" "$W/data" "$W/files"; mkdir "$W/data"; in_memory "$W/data"; else in_memory "$W"; fi
mkdir -p "$W"/{run,data,docker/cli-plugins,files}
echo $$ > "$W/run/lock"
export REVISION
REVISION=$(git rev-parse HEAD 2>/dev/null || echo unknown)
project
{ root && maven; } & made=$!
jre & linked=$!
fetch engine docker.io docker-cli containerd docker-compose docker-buildx || skip "no packages of Docker"
ln -sf "$W"/unpacked/usr/libexec/docker/cli-plugins/* "$W/docker/cli-plugins/"

step "engine: in a network namespace"
ip netns add $NS
inside() { nsenter --net=/run/netns/$NS "$@"; }   # 'ip netns exec' would hide /sys/fs/cgroup
inside ip link set lo up
inside ip addr add $NAME_SERVER/32 dev lo
nsenter --net=/run/netns/$NS python3 .ci/no_names.py $NAME_SERVER &
nsenter --net=/run/netns/$NS dockerd --config-file /dev/null --data-root "$W/data" --exec-root "$W/run/exec" --pidfile "$W/run/dockerd.pid" \
  --dns $NAME_SERVER -H "$DOCKER_HOST" --log-level warn > "$W/run/dockerd.log" 2>&1 < /dev/null & engine=$!
version=
for _ in $(seq 120); do
  version=$(docker version -f '{{.Server.Version}}' 2>/dev/null || true)
  [ -n "$version" ] && break
  sleep 0.25
done
[ -n "$version" ] || { tail "$W/run/dockerd.log"; skip "Docker's engine does not start here"; }
docker info -f 'engine {{.ServerVersion}}, {{.Driver}}, cgroup v{{.CgroupVersion}}'
wait $made

# While Maven builds and Java is trained, all that comes after is prepared.
step "image: and meanwhile the static checks of compose file, Prometheus' configuration and alert rules"
quick_image maven:3.9-eclipse-temurin-25 "$JDK" opt/java/openjdk "$W/maven" opt/maven "$M2" repository "$W/settings" root/.m2
{
  docker build --progress plain --target build .
  until [ -e "$W/run/jre" ]; do sleep 0.2; done
  docker compose --env-file /dev/null --progress plain build rushb
} > "$W/run/build.log" 2>&1 & built=$!
wait $linked
image eclipse-temurin:25-jre "$W/jre" opt/java/openjdk
touch "$W/run/jre"
docker build --check . 2>&1 | grep -vE '^(#|$)' || true
fetch monitoring prometheus promtool nginx libnginx-mod-stream libc6 libcrypt1 libpcre2-8-0 libssl3t64 zlib1g libzstd1 \
  || skip "no packages of Prometheus and nginx"
docker compose --env-file /dev/null --profile demo --profile scale config -q
promtool check config monitoring/prometheus.yml
promtool test rules monitoring/alerts.test.yml
other_images
wait $built || { tail -40 "$W/run/build.log"; exit 1; }
docker history --format '{{.Size}}\t{{.CreatedBy}}' rushb:latest | grep -v '^0B'
label=$(docker image inspect -f '{{index .Config.Labels "org.opencontainers.image.revision"}}' rushb:latest)
echo "made of revision $label"
[ "$label" = "$REVISION" ] || { echo "WRONG: not $REVISION"; exit 1; }

step "stack"
cp -r files/. "$W/files"
seq 200000 > "$W/files/numbers.txt"   # 1.3 MB
printf 'no packet may end in a zero byte\0' > "$W/files/refused.bin"
export RUSHB_DIRECTORY=$W/files
# All profiles at once. The demo's client is healthy when it has fetched its files through the relay.
compose() { docker compose --env-file /dev/null --profile demo --profile scale "$@"; }
compose --progress quiet up -d --pull never --wait --wait-timeout 180 || { compose logs --tail 30; exit 1; }
compose ps --format 'table {{.Service}}\t{{.Image}}\t{{.Status}}\t{{.Ports}}'

step "probe"
inside python3 .ci/containers_probe.py "$W/files" || { compose logs --tail 30 rushb; exit 1; }

step "down"
compose --progress quiet down -v -t 10
