# Sourced by every script here: goes to the project's root and brings the words to speak with.
# POSIX sh only: the scripts must run in dash, in bash 3.2 (macOS) and under WSL.
# shellcheck shell=sh

set -eu

cd "$(dirname "$0")/.."

# Tools that cargo installs may lie outside the PATH of a fresh shell.
CARGO_BIN="${CARGO_INSTALL_ROOT:-${CARGO_HOME:-$HOME/.cargo}}/bin"
PATH="$PATH:$CARGO_BIN"
export PATH

# Trunk 0.21 takes only true or false here and stops at the usual NO_COLOR=1.
if [ -n "${NO_COLOR:-}" ]; then
    NO_COLOR=true
    CARGO_TERM_COLOR="${CARGO_TERM_COLOR:-never}"
    export NO_COLOR CARGO_TERM_COLOR
else
    unset NO_COLOR
fi

say() {
    printf '==> %s\n' "$*"
}

# Ends the script: what is wrong, then what to do, a line each.
die() {
    printf '\nCannot go on: %s\n' "$1" >&2
    shift
    for line in "$@"; do
        printf '  %s\n' "$line" >&2
    done
    exit 1
}

have() {
    command -v "$1" >/dev/null 2>&1
}
