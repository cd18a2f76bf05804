#!/bin/sh
# For working on the app: serves it and builds it anew at every change. Reload the page yourself:
# Trunk's own reloading needs an inline script, which the page's content policy forbids.
. "$(dirname "$0")/common.sh"
. ./scripts/need.sh

need_rust
need_wasm_target
need_trunk
need_wasm_bindgen
need_crates
say "Serving at http://127.0.0.1:${PORT:-8080}/ once the first build is done; Ctrl+C ends it"
exec trunk serve --offline --no-autoreload --address 127.0.0.1 --port "${PORT:-8080}"
