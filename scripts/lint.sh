#!/bin/sh
# Every check that runs no test. Goes on after a failure, so that one run shows all of them.
. "$(dirname "$0")/common.sh"
. ./scripts/need.sh

need_rust
need_component rustfmt fmt
need_component clippy clippy
need_wasm_target
need_crates

failed=

check() {
    name=$1
    shift
    say "$name"
    "$@" || failed="$failed
  $name: $*"
}

check "Format" cargo fmt --check
check "Clippy, native" cargo clippy --locked --all-targets -- -D warnings
check "Clippy, WebAssembly" cargo clippy --locked --target wasm32-unknown-unknown --lib --bins -- -D warnings

for script in scripts/*.sh; do
    sh -n "$script" || failed="$failed
  $script does not parse"
done
if have shellcheck; then
    check "Scripts" shellcheck -x scripts/*.sh .ci/run
else
    say "Scripts: shellcheck is not installed; left out"
fi
if have cargo-deny; then
    check "Licences, advisories, sources" cargo deny --locked check
else
    say "Licences, advisories, sources: cargo-deny is not installed; left out"
fi

[ -z "$failed" ] || die "these checks failed:$failed"
say "All checks passed."
