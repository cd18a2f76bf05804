#!/bin/sh
# Builds the site and serves it at http://127.0.0.1:8080/ (PORT= to change).
. "$(dirname "$0")/common.sh"
. ./scripts/need.sh

need_node
sh scripts/build.sh
exec node scripts/serve.mjs --port "${PORT:-8080}" dist
