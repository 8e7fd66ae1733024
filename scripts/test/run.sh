#!/bin/sh
# run.sh NAME RESULT COMMAND...: run one program or script of tests.
#
# The command speaks TAP ("ok 1 - name", "not ok 2 - name", "... # SKIP why"),
# or else its exit status is one test (77: skipped, its last line says why).
# RESULT gets one line a test, by tabs: pass|fail|skip, NAME: test, why; what
# failed is shown at once, and the whole output stays in RESULT.log.
# Always exits 0: scripts/test/sum.sh counts.
set -u
name=$1 result=$2
shift 2
mkdir -p "${result%/*}"
log=$result.log
here=$(cd "${0%/*}" && pwd)
export CMOCKA_MESSAGE_OUTPUT=TAP
# A sanitizer's finding must not look like an exit status of ours.
export ASAN_OPTIONS="exitcode=99${ASAN_OPTIONS:+:$ASAN_OPTIONS}"
export UBSAN_OPTIONS="exitcode=99:print_stacktrace=1${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}"

scratch=$(mktemp -d "${TMPDIR:-/tmp}/svytools-test.XXXXXX") || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
TMPDIR=$scratch timeout "${TEST_SECONDS:-300}" "$@" >"$log" 2>&1 </dev/null
status=$?
LC_ALL=C awk -v name="$name" -v status="$status" -f "$here/tap.awk" "$log" >"$result"
if grep -q '^fail' "$result"; then
	sed -n 's/^fail\t/FAILED  /p' "$result"
	tail -n 40 "$log" | sed 's/^/    | /'
fi
exit 0
