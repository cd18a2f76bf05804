#!/bin/sh
# Everything: checks, native tests, the built site, the journeys in a browser.
# The last line is "N passed, N failed": tests of all runs; a check that fails counts as one failure.
. "$(dirname "$0")/common.sh"
. ./scripts/need.sh
. ./scripts/tally.sh

need_rust
need_node
mkdir -p target/test-logs

say "Checks"
sh scripts/lint.sh || fail "the checks (make lint)"

say "Native tests"
if have cargo-nextest; then
    run_logged native cargo nextest run --locked --no-fail-fast --status-level fail --final-status-level fail ||
        native_failed=1
    tally_nextest native "${native_failed:-0}"
    run_logged doc cargo test --locked --quiet --doc || doc_failed=1
    tally_cargo doc "${doc_failed:-0}"
else
    run_logged native cargo test --locked --no-fail-fast -- --quiet || native_failed=1
    tally_cargo native "${native_failed:-0}"
fi

if [ -f tests/web.rs ]; then
    if have chromedriver; then
        say "WebAssembly tests in Chromium"
        need_wasm_target
        need_wasm_bindgen
        CHROMEDRIVER=$(command -v chromedriver)
        CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner
        export CHROMEDRIVER CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER
        run_logged web cargo test --locked --target wasm32-unknown-unknown --test web || web_failed=1
        tally_cargo web "${web_failed:-0}"
    else
        say "WebAssembly tests: chromedriver is not installed; left out"
    fi
fi

say "The site"
if ! sh scripts/build.sh; then
    fail "the site's build, so the journeys could not run"
elif ! (need_e2e_packages); then
    fail "the browser tests' packages, so the journeys could not run"
elif ! CHROME_PATH=$(sh scripts/chromium.sh); then
    fail "finding a browser, so the journeys could not run"
else
    export CHROME_PATH
    say "Journeys in $("$CHROME_PATH" --version 2>/dev/null)"
    rm -f target/test-logs/journeys.json
    (cd tests/e2e && npx --no-install playwright test </dev/null) || journeys_failed=1
    tally_playwright target/test-logs/journeys.json "${journeys_failed:-0}"
fi

close_tally
