# Sourced after common.sh: one function for each thing that a script may need. Each is silent and
# quick when the thing is there, installs it when that is safe, or names what to get, and ends.
# shellcheck shell=sh

TRUNK_VERSION=0.21.14

# The tool must be of exactly the library's version, so the lock file decides.
wasm_bindgen_version() {
    awk -F'"' '/^name = "wasm-bindgen"$/ { found = 1 } found && /^version/ { print $2; exit }' Cargo.lock
}

need_rust() {
    for tool in cargo rustc; do
        have "$tool" || die "$tool, a part of Rust, is not installed." \
            "Install rustup (the Rust project's own installer), open a new shell, and try again."
    done
    rust_version=$(rustc --version | awk '{ print $2 }')
    rust_minor=$(echo "$rust_version" | cut -d. -f2)
    if [ "$(echo "$rust_version" | cut -d. -f1)" -eq 1 ] && [ "$rust_minor" -lt 95 ]; then
        die "Rust $rust_version is too old; 1.95 or newer is needed." "With rustup: rustup update stable"
    fi
    have cc || have gcc || have clang || die "There is no C linker, which Rust needs to build programs." \
        "Debian, Ubuntu, WSL: apt-get install build-essential" "macOS: xcode-select --install"
}

# rustfmt and clippy are missing where Rust was installed with the minimal profile.
need_component() {
    if ! cargo "$2" --version >/dev/null 2>&1; then
        have rustup || die "$1 is not installed, and there is no rustup to add it." \
            "Install the package of your system that brings $1, or use rustup."
        say "Adding $1 to the Rust toolchain"
        rustup component add "$1"
    fi
}

wasm_target_is_there() {
    ls "$(rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null)"/libcore-*.rlib >/dev/null 2>&1
}

need_wasm_target() {
    wasm_target_is_there && return
    have rustup || die "Rust's target wasm32-unknown-unknown is missing, and there is no rustup to add it." \
        "Install rustup (the Rust project's own installer), or your system's package of Rust's standard library for WebAssembly."
    say "Adding the WebAssembly target to the Rust toolchain (seconds)"
    rustup target add wasm32-unknown-unknown
    wasm_target_is_there || die "rustup added wasm32-unknown-unknown, but rustc still does not find it." \
        "Probably rustc ($(command -v rustc)) is not rustup's. Put rustup's folder of programs first in PATH."
}

# Builds a tool from source in a cheap profile: it is fast enough and takes a third of the time.
cargo_install() {
    CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
        cargo install "$@" || die "cargo could not install $1." \
        "The lines above say why. Without a network nothing can be installed; otherwise just try again."
}

need_trunk() {
    if have trunk; then
        found=$(trunk --version 2>/dev/null | awk '{ print $2 }')
        [ "$found" = "$TRUNK_VERSION" ] && return
        say "trunk $found is installed; $TRUNK_VERSION is needed and will take its place"
    fi
    say "Installing trunk $TRUNK_VERSION, which builds the site (once; about 5 minutes on 2 cores)"
    cargo_install trunk --version "$TRUNK_VERSION" --locked --no-default-features --features rustls --force
    need_on_path trunk "$TRUNK_VERSION"
}

need_wasm_bindgen() {
    wanted=$(wasm_bindgen_version)
    if have wasm-bindgen; then
        found=$(wasm-bindgen --version 2>/dev/null | awk '{ print $2 }')
        [ "$found" = "$wanted" ] && return
        say "wasm-bindgen $found is installed; $wanted is needed and will take its place"
    fi
    say "Installing wasm-bindgen-cli $wanted, which joins Rust and JavaScript (once; about 3 minutes)"
    # Without --locked: the lock file that 0.2.126 was published with does not resolve.
    # The fallback keeps dependencies to versions that the installed Rust can build.
    CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS=fallback \
        cargo_install wasm-bindgen-cli --version "$wanted" --force
    need_on_path wasm-bindgen "$wanted"
}

# Another copy earlier in PATH would be used in place of the one just installed.
need_on_path() {
    found=$("$1" --version 2>/dev/null | awk '{ print $2 }') || found=
    [ "$found" = "$2" ] || die "$1 $2 was installed, but $(command -v "$1" || echo "no file in PATH") answers as ${found:-nothing}." \
        "Put $CARGO_BIN first in PATH, or remove the other copy."
}

need_node() {
    have node || die "Node.js is not installed; 20 or newer is needed." \
        "Install it from nodejs.org or with your system's packages."
    node_major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
    [ "$node_major" -ge 20 ] || die "Node.js $(node --version) is too old; 20 or newer is needed." \
        "Install a newer one from nodejs.org or with your system's packages."
}

# The packages of Cargo.lock; silent when they are all there.
need_crates() {
    cargo fetch --locked --quiet || die "cargo could not fetch the packages of Cargo.lock." \
        "Is there a network? If Cargo.toml was changed, run cargo check once, which brings Cargo.lock up to date."
}

# Installs tests/e2e's packages unless the lock file is the one they were installed from.
need_e2e_packages() {
    need_node
    have npm || die "npm, which comes with Node.js, is not installed." "Install it from nodejs.org or your system's packages."
    if ! cmp -s tests/e2e/package-lock.json tests/e2e/node_modules/.installed-lock.json; then
        say "Installing the browser tests' packages (seconds)"
        (cd tests/e2e && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-fund --no-audit --loglevel=error </dev/null) ||
            die "npm could not install the packages of tests/e2e/package-lock.json." "The lines above say why."
        cp tests/e2e/package-lock.json tests/e2e/node_modules/.installed-lock.json
    fi
}
