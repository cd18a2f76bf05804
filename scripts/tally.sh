# Sourced by test.sh: runs a test program, keeps its output, and adds up what it says.
# A run that fails without naming a failed test (it did not compile, say) counts as one failure.
# shellcheck shell=sh

passed=0
failed=0
failures=

# fail WHAT: something other than a test failed.
fail() {
    failed=$((failed + 1))
    failures="$failures
  $1"
}

# run_logged NAME COMMAND...: shows the output and keeps it; answers with the command's own status.
run_logged() {
    log=target/test-logs/$1.log
    shift
    # POSIX sh has no pipefail, so the status goes round the pipe in a file.
    { "$@" 2>&1 && echo 0 >"$log.status" || echo $? >"$log.status"; } | tee "$log"
    return "$(cat "$log.status")"
}

# add NAME PASSED FAILED STATUS
add() {
    passed=$((passed + $2))
    failed=$((failed + $3))
    if [ "$3" -gt 0 ]; then
        failures="$failures
  $3 of the $1 tests"
    elif [ "$4" -ne 0 ]; then
        fail "the $1 tests did not run to their end"
    fi
}

plain() {
    sed "s/$(printf '\033')\[[0-9;]*m//g" "target/test-logs/$1.log"
}

# The sum of the numbers before a word, over the summary lines of a log.
# numbers NAME LINE-PATTERN WORD
numbers() {
    plain "$1" | grep -E "$2" | grep -oE "[0-9]+ $3" | awk '{ sum += $1 } END { print sum + 0 }'
}

# tally_nextest NAME STATUS
tally_nextest() {
    add "$1" "$(numbers "$1" '^ *Summary' passed)" \
        "$(($(numbers "$1" '^ *Summary' failed) + $(numbers "$1" '^ *Summary' 'timed out')))" "$2"
}

# tally_cargo NAME STATUS
tally_cargo() {
    add "$1" "$(numbers "$1" '^test result:' passed)" "$(numbers "$1" '^test result:' failed)" "$2"
}

# tally_playwright FILE STATUS
tally_playwright() {
    counts=$(node -e '
        const { stats } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
        console.log(stats.expected + stats.flaky, stats.unexpected);' "$1" 2>/dev/null) || counts="0 0"
    add browser "${counts% *}" "${counts#* }" "$2"
}

# Prints what failed, then the closing line; ends the script.
close_tally() {
    [ "$failed" -eq 0 ] || printf '\nFailed:%s\n' "$failures"
    printf '\n%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" -eq 0 ]
    exit
}
