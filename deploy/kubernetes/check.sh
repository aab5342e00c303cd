#!/bin/sh
# Checks the manifests of this directory against the schemas of Kubernetes and of the Prometheus Operator, without a cluster and
# without kubectl: required fields, types and formats by JSON schema; unknown fields and wrong words by the TypeScript
# compiler; and what no schema knows: that names, labels and ports that refer to each other are the same.
#
#   deploy/kubernetes/check.sh      says "skipped: reason" and exits with 0 without node, npm or the packages
set -eu
cd "$(dirname "$0")"
here=$PWD
command -v npm >/dev/null && command -v node >/dev/null || { echo "skipped: no node and npm"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --fetch-timeout=60000 --fetch-retries=1 --no-audit --no-fund --ignore-scripts kubernetes-models@5 @kubernetes-models/prometheus-operator@6 js-yaml@4 typescript@5 \
  >npm.log 2>&1 || { tail -n 5 npm.log; echo "skipped: the schemas cannot be had"; exit 0; }
cp "$here/check.mjs" .
node check.mjs "$here"
