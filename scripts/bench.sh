#!/bin/sh
# Measures the core natively and the page in a browser; each prints its own table.
. "$(dirname "$0")/common.sh"
. ./scripts/need.sh

measured=

if [ -f examples/bench_core.rs ]; then
    need_rust
    say "The core, native release build"
    cargo run --locked --quiet --release --example bench_core
    say "A large import, native release build"
    cargo run --locked --quiet --release --example bench_import
    measured=yes
fi
if [ -f tests/e2e/bench.mjs ]; then
    need_e2e_packages
    sh scripts/build.sh
    CHROME_PATH=$(sh scripts/chromium.sh)
    export CHROME_PATH
    say "The core, compiled for WebAssembly, in $("$CHROME_PATH" --version 2>/dev/null)"
    node tests/e2e/bench-core.mjs
    say "The page, in $("$CHROME_PATH" --version 2>/dev/null)"
    node tests/e2e/bench.mjs
    node tests/e2e/bench-views.mjs
    node tests/e2e/bench-planning.mjs
    node tests/e2e/bench-import.mjs
    node tests/e2e/bench-war-room.mjs
    measured=yes
fi
[ -n "$measured" ] || say "Nothing to measure yet: neither examples/bench_core.rs nor tests/e2e/bench.mjs is there."
