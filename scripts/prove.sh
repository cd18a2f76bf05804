#!/bin/sh
# The promise of durability at its full size: what `make test` plays in part. Each part prints its figures.
# Parts: crash, tabs, snapshots, fuzz, journeys, kill; without one, all of them, which takes hours.
. "$(dirname "$0")/common.sh"
. ./scripts/need.sh

# What the tests in $2 of the target $1 print, in a build with all checks and at speed.
native() {
    need_rust
    cargo test --locked --quiet --profile prove --test "$1" -- --nocapture --test-threads 1 "$2"
}

# Journeys of these files in the built site.
journeys() {
    need_e2e_packages
    [ -f dist/index.html ] || sh scripts/build.sh
    CHROME_PATH=$(sh scripts/chromium.sh)
    export CHROME_PATH
    (cd tests/e2e && npx --no-install playwright test --reporter list "$@" </dev/null)
}

# A coverage-guided fuzzer where there is one, else damage by seeds: the same readers, so many inputs.
fuzz() {
    if cargo +nightly fuzz --version >/dev/null 2>&1; then
        for target in envelope snapshot journal; do
            mkdir -p "fuzz/corpus/$target"
        done
        cp tests/fixtures/storage/v1.json fuzz/corpus/envelope/
        cargo test --locked --quiet --test fuzz leave_seeds -- --ignored
        csplit -sz -f fuzz/corpus/journal/entry- tests/fixtures/storage/journal-v1.txt '/^$/+1' '{*}'
        for target in envelope snapshot journal; do
            say "Fuzz, $target, $FUZZ_INPUTS inputs"
            cargo +nightly fuzz run "$target" -- -runs="$FUZZ_INPUTS" -max_len=16384 -print_final_stats=1 2>&1 | tail -n 12
        done
    else
        say "cargo-fuzz or a nightly Rust is not installed; damage by seeds instead"
    fi
    say "Damage by seeds, $FUZZ_INPUTS inputs a reader"
    GLUEWORK_FUZZ=$FUZZ_INPUTS native fuzz ''
}

FUZZ_INPUTS=${FUZZ_INPUTS:-1000000}
for part in ${1:-crash tabs snapshots fuzz journeys kill}; do
    say "Part $part"
    case $part in
        crash) GLUEWORK_HISTORIES=${GLUEWORK_HISTORIES:-10000} native promise is_lost_ ;;
        tabs)
            GLUEWORK_TABS_COMMANDS=10000 GLUEWORK_TABS_SEEDS=20 native promise no_command_of_any_tab
            TAB_COMMANDS=10000 TAB_SEEDS=20 journeys --project=alone --no-deps
            ;;
        snapshots)
            native snapshot cut_off
            native storage cut_off
            native keeper cut_off
            ;;
        fuzz) fuzz ;;
        journeys) journeys --project=desktop quota.spec absent.spec durability.spec ;;
        kill) KILLS=${KILLS:-500} journeys --project=desktop kill.spec ;;
        *) die "there is no part $part" "Parts: crash, tabs, snapshots, fuzz, journeys, kill." ;;
    esac
done
