#!/bin/sh
# case.sh NAME: run the case tests/cli/NAME; see docs/design/testing.md.
# case.sh --accept NAME: write what it gives now as what is expected.
#
#   cmd            shell lines, run in a fresh folder; the tools are in PATH;
#                  $ROOT is the project's folder, $CASES tests/cli, $CASE this case
#   files/         copied into that folder first
#   skip           shell lines; if they succeed, the case is skipped and what
#                  they print says why
#   status         expected exit status (0 where there is none)
#   out, err       expected text, exactly
#   out.contains, err.contains, out.lacks, err.lacks
#                  lines of text, each of which must (not) occur
#   wrote/         files expected in the folder afterwards, exactly
#   absent         names of files that must not be there afterwards
#
# A case that asserts nothing fails.  Prints TAP.
set -u
accept=
[ "$1" = --accept ] && { accept=yes; shift; }
name=$1
: "${ROOT:?}" "${BUILD:?}"
CASES=$ROOT/tests/cli CASE=$ROOT/tests/cli/$name
PATH=$BUILD/bin:$PATH
LC_ALL=C TZ=UTC NO_COLOR=1 COLUMNS=80
export CASES CASE PATH LC_ALL TZ NO_COLOR COLUMNS ROOT BUILD

scratch=$(mktemp -d "${TMPDIR:-/tmp}/svytools-case.XXXXXX") || exit 2
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/here"
wrong=0

complain() {
	wrong=1
	printf '# %s: %s\n' "$name" "$1"
}

# compare EXPECTED ACTUAL WHAT
compare() {
	cmp -s "$1" "$2" && return
	complain "$3 differs (-expected +actual)"
	diff -u "$1" "$2" | sed -n '3,60s/^/#   /p'
}

# search LINES ACTUAL WHAT: each line of LINES is somewhere in ACTUAL
contains() {
	while IFS= read -r line || [ -n "$line" ]; do
		[ -n "$line" ] || continue
		grep -qF -e "$line" "$2" || {
			complain "$3 does not contain: $line"
			sed -n '1,20s/^/#   /p' "$2"
		}
	done <"$1"
}

lacks() {
	while IFS= read -r line || [ -n "$line" ]; do
		[ -n "$line" ] || continue
		! grep -qF -e "$line" "$2" || complain "$3 contains: $line"
	done <"$1"
}

asserts() {
	for file in status out err out.contains err.contains out.lacks err.lacks wrote absent; do
		[ -e "$CASE/$file" ] && return
	done
	return 1
}

write_expected() {
	asserts || : >"$CASE/out"
	[ ! -e "$CASE/out" ] || cp "$scratch/out" "$CASE/out"
	[ ! -e "$CASE/err" ] || cp "$scratch/err" "$CASE/err"
	if [ "$status" != 0 ]; then echo "$status" >"$CASE/status"; else rm -f "$CASE/status"; fi
	if [ -d "$CASE/wrote" ]; then
		(cd "$CASE/wrote" && find . -type f) | while IFS= read -r file; do
			cp "$scratch/here/$file" "$CASE/wrote/$file"
		done
	fi
}

check_files() {
	[ ! -d "$CASE/wrote" ] || for file in $(cd "$CASE/wrote" && find . -type f); do
		if [ -e "$scratch/here/$file" ]; then
			compare "$CASE/wrote/$file" "$scratch/here/$file" "file ${file#./}"
		else
			complain "file ${file#./} was not written"
		fi
	done
	[ ! -e "$CASE/absent" ] || while IFS= read -r file; do
		[ ! -e "$scratch/here/$file" ] || complain "file $file should not be there"
	done <"$CASE/absent"
}

check() {
	expected=0
	[ ! -e "$CASE/status" ] || read -r expected <"$CASE/status"
	[ "$status" = "$expected" ] || {
		complain "exit status $status, expected $expected"
		sed -n '1,20s/^/#   /p' "$scratch/err"
	}
	for stream in out err; do
		[ ! -e "$CASE/$stream" ] || compare "$CASE/$stream" "$scratch/$stream" "$stream"
		[ ! -e "$CASE/$stream.contains" ] || contains "$CASE/$stream.contains" "$scratch/$stream" "$stream"
		[ ! -e "$CASE/$stream.lacks" ] || lacks "$CASE/$stream.lacks" "$scratch/$stream" "$stream"
	done
	check_files
	asserts || complain "asserts nothing: add out, err, out.contains, ... (make accept CASE=$name)"
	! grep -qE 'Sanitizer|runtime error:' "$scratch/err" || {
		complain "a sanitizer found:"
		sed -n '1,30s/^/#   /p' "$scratch/err"
	}
}

if [ ! -e "$CASE/cmd" ]; then
	echo "not ok 1 - $name: there is no tests/cli/$name/cmd"
	exit 1
fi
if [ -e "$CASE/skip" ] && why=$(cd "$scratch/here" && sh "$CASE/skip"); then
	echo "ok 1 - $name # SKIP $why"
	exit 0
fi
[ ! -d "$CASE/files" ] || cp -R "$CASE/files/." "$scratch/here/"
(cd "$scratch/here" && exec timeout "${TEST_SECONDS:-120}" sh "$CASE/cmd") \
	>"$scratch/out" 2>"$scratch/err" </dev/null
status=$?

if [ -n "$accept" ]; then
	write_expected
	git -C "$ROOT" --no-pager diff --stat -- "$CASE" 2>/dev/null
	echo "accepted tests/cli/$name: read the difference before you commit it"
	exit 0
fi
check
[ "$wrong" = 0 ] && echo "ok 1 - $name" || echo "not ok 1 - $name"
exit "$wrong"
