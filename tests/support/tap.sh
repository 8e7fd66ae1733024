# Sourced by test scripts: TAP for shell.  Ends with `done_testing`.
#
#   check NAME COMMAND...   the command must succeed; its output is shown if not
#   check_not NAME COMMAND...
#   skip NAME WHY
#   $scratch                an empty folder, removed at the end
# shellcheck shell=sh
n_tests=0 n_failed=0
scratch=$(mktemp -d "${TMPDIR:-/tmp}/svytools-script.XXXXXX") || exit 2
trap 'rm -rf "$scratch"' EXIT

pass() {
	n_tests=$((n_tests + 1))
	echo "ok $n_tests - $1"
}

fail() {
	n_tests=$((n_tests + 1)) n_failed=$((n_failed + 1))
	echo "not ok $n_tests - $1"
}

skip() {
	n_tests=$((n_tests + 1))
	echo "ok $n_tests - $1 # SKIP $2"
}

check() {
	tap_name=$1
	shift
	if "$@" >"$scratch/.check" 2>&1; then
		pass "$tap_name"
	else
		fail "$tap_name"
		sed 's/^/#   /' "$scratch/.check"
	fi
}

check_not() {
	tap_name=$1
	shift
	if "$@" >"$scratch/.check" 2>&1; then
		fail "$tap_name"
		sed 's/^/#   /' "$scratch/.check"
	else
		pass "$tap_name"
	fi
}

done_testing() {
	echo "1..$n_tests"
	[ "$n_failed" = 0 ]
	exit $?
}
