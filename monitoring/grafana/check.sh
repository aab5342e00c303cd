#!/bin/sh
# Checks what Grafana is provisioned with, without a Grafana: the dashboard against the types that Grafana publishes for the
# very version of docker-compose.yml, field by field; the provisioning files' keys; and what no schema knows: that
# panels have ids of their own, do not overlap, and refer to a data source that is there.
#
#   monitoring/grafana/check.sh      says "skipped: reason" and exits with 0 without node, npm or the packages
set -eu
cd "$(dirname "$0")"
here=$PWD
command -v npm >/dev/null && command -v node >/dev/null || { echo "skipped: no node and npm"; exit 0; }
version=$(sed -n 's,^ *image: grafana/grafana:,,p' ../../docker-compose.yml)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --fetch-timeout=60000 --fetch-retries=1 --no-audit --no-fund --ignore-scripts "@grafana/schema@$version" js-yaml@4 typescript@5 \
  >npm.log 2>&1 && npm pack --silent --fetch-timeout=60000 "@grafana/prometheus@$version" >>npm.log 2>&1 || { tail -n 5 npm.log; echo "skipped: the schema cannot be had"; exit 0; }
# The type of a query alone; what it depends on is half of Grafana.
mkdir prometheus && tar -xzf grafana-prometheus-*.tgz -C prometheus --strip-components 1
cp "$here/check.mjs" .
node check.mjs "$here" "$version"
