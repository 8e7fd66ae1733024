#!/bin/sh
# page.sh PAGE: run the commands of a page of docs/.
# page.sh --accept PAGE: write what they give now into the page.
#
# A block ```sh is run, with the tools in PATH, in a folder that the blocks of
# the page share and that shows the project's datasets/, analyses/ ... .  Its
# exit status must be 0.  A block of another kind behind it, before the next
# ```sh, is what it prints.  Prints TAP.
set -u
accept=
[ "$1" = --accept ] && { accept=yes; shift; }
page=$1
: "${ROOT:?}" "${BUILD:?}"
LC_ALL=C TZ=UTC NO_COLOR=1 COLUMNS=80
PATH=$BUILD/bin:$PATH
export LC_ALL TZ NO_COLOR COLUMNS PATH

scratch=$(mktemp -d "${TMPDIR:-/tmp}/svytools-page.XXXXXX") || exit 2
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/here" "$scratch/blocks"
sh "$ROOT/scripts/test/project.sh" "$scratch/here"

# N.sh: commands; N.out: what they print, where the page says it; N.line
awk -v to="$scratch/blocks" '
	/^```/ && !inside {
		inside = 1
		if ($0 ~ /^```sh$/) { n++; file = to "/" n ".sh"; print NR > (to "/" n ".line") }
		else if (n && !(n in printed)) { printed[n] = 1; file = to "/" n ".out"; printf "" > file }
		else file = ""
		next
	}
	/^```$/ { inside = 0; file = ""; next }
	inside && file { print > file }
' "$ROOT/$page"

n=0 failed=0
while [ -e "$scratch/blocks/$((n + 1)).sh" ]; do
	n=$((n + 1))
	block=$scratch/blocks/$n
	(cd "$scratch/here" && exec timeout 120 sh "$block.sh") >"$block.got" 2>"$block.err" </dev/null
	status=$?
	read -r line <"$block.line"
	if [ "$status" != 0 ]; then
		echo "not ok $n - $page:$line"
		echo "# exit status $status"
		sed 's/^/#   /' "$block.err"
		failed=1
	elif [ -z "$accept" ] && [ -e "$block.out" ] && ! cmp -s "$block.out" "$block.got"; then
		echo "not ok $n - $page:$line"
		echo "# prints something else (-page +now); if that is right: make accept PAGE=$page"
		diff -u "$block.out" "$block.got" | sed -n '3,60s/^/#   /p'
		failed=1
	else
		echo "ok $n - $page:$line"
	fi
done
echo "1..$n"

if [ -n "$accept" ] && [ "$failed" = 0 ]; then
	awk -v from="$scratch/blocks" '
		/^```/ && !inside {
			inside = 1
			print
			if ($0 ~ /^```sh$/) n++
			else if (n && !(n in printed)) {
				printed[n] = 1
				replaced = 1
				file = from "/" n ".got"
				while ((getline text < file) > 0) print text
				close(file)
			}
			next
		}
		/^```$/ { inside = 0; replaced = 0; print; next }
		!replaced
	' "$ROOT/$page" >"$scratch/page" && cp "$scratch/page" "$ROOT/$page"
fi
exit $failed
