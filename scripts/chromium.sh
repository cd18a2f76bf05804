#!/bin/sh
# Prints the path of a Chrome or Chromium that starts; installs one if there is none.
# Everything else that it says goes to stderr.
. "$(dirname "$0")/common.sh"
exec 3>&1 1>&2

works() {
    [ -n "$1" ] && [ -x "$1" ] && "$1" --version </dev/null >/dev/null 2>&1
}

# Looks through the usual names and places; prints the first that starts.
find_browser() {
    for name in chromium google-chrome google-chrome-stable chrome chromium-browser; do
        path=$(command -v "$name" 2>/dev/null) || continue
        works "$path" && echo "$path" && return
    done
    for folder in /Applications "$HOME/Applications"; do
        for path in "$folder/Google Chrome.app/Contents/MacOS/Google Chrome" "$folder/Chromium.app/Contents/MacOS/Chromium"; do
            works "$path" && echo "$path" && return
        done
    done
    path=$(playwrights_own) && works "$path" && echo "$path" && return
    return 1
}

playwrights_own() {
    [ -d tests/e2e/node_modules/@playwright/test ] || return 1
    (cd tests/e2e && node --input-type=module -e '
        import { chromium } from "@playwright/test";
        process.stdout.write(chromium.executablePath());' 2>/dev/null)
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

can_be_root() {
    [ "$(id -u)" -eq 0 ] || { have sudo && sudo -n true 2>/dev/null; }
}

install_from_apt() {
    have apt-get && can_be_root || return 1
    say "Installing Chromium from the system's packages (about a minute)"
    log=$(mktemp)
    for step in update "install -y --no-install-recommends chromium fonts-liberation"; do
        # shellcheck disable=SC2086 # the step is words
        if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq $step </dev/null >"$log" 2>&1; then
            tail -n 5 "$log"
            rm -f "$log"
            return 1
        fi
    done
    rm -f "$log"
}

install_playwrights_own() {
    [ -d tests/e2e/node_modules/@playwright/test ] || return 1
    say "Installing Playwright's Chromium (about 170 MB)"
    with_deps=
    if [ "$(uname)" = Linux ] && can_be_root; then with_deps=--with-deps; fi
    # shellcheck disable=SC2086 # empty or one word
    (cd tests/e2e && npx --no-install playwright install $with_deps chromium </dev/null)
}

is_ubuntu() {
    grep -q '^ID=ubuntu' /etc/os-release 2>/dev/null
}

# What CHROME_PATH names is used or refused, never passed over in silence.
if [ -n "${CHROME_PATH:-}" ]; then
    works "$CHROME_PATH" || die "CHROME_PATH names $CHROME_PATH, which does not start." \
        "Set it to a Chrome or Chromium program, or unset it."
    echo "$CHROME_PATH" >&3
    exit 0
fi

if ! browser=$(find_browser); then
    # Ubuntu's own package only points at a snap, which does not start in containers.
    if is_ubuntu; then
        install_playwrights_own || install_from_apt || true
    else
        install_from_apt || install_playwrights_own || true
    fi
    browser=$(find_browser) || die "There is no Chrome or Chromium, and none could be installed." \
        "Install Chrome or Chromium, or set CHROME_PATH to where it is."
fi
echo "$browser" >&3
