#!/bin/sh
# Builds the static site into dist/. Its addresses are relative, so it works from any sub-path.
. "$(dirname "$0")/common.sh"
. ./scripts/need.sh

need_rust
need_wasm_target
need_trunk
need_wasm_bindgen
need_crates

say "Building the site (about 2 minutes the first time, seconds when nothing changed)"
# --offline: whatever is missing is an error here, never a silent download.
trunk build --release --cargo-profile site --offline --locked || die "The site could not be built." "The lines above say why."

[ -f dist/index.html ] || die "trunk ended well but there is no dist/index.html."
if grep -nE '(src|href)="/[^/]|(from|import\()[[:space:]]*["'\'']/' dist/index.html; then
    die "dist/index.html has the absolute addresses above and would not work from a sub-path." \
        'Trunk.toml should say public_url = "./".'
fi
say "Built: $(find dist -type f | wc -l | tr -d ' ') files, $(du -sk dist | cut -f1) kB in dist/"
