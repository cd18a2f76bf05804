#!/bin/sh
# Formats the Rust code in place.
. "$(dirname "$0")/common.sh"
. ./scripts/need.sh

need_rust
need_component rustfmt fmt
cargo fmt
say "Formatted."
