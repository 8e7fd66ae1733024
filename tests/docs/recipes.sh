#!/bin/sh
# Runs what the README and the cookbook show, and compares what it prints.
#
# A block ```sh is run in a copy of the project's data, one block after another
# in one folder per page; the block ```text (json, csv, html ...) that follows
# it is what must be printed, standard error behind standard output.  A block
# ```sh without one must only succeed; one that begins with `# exit N` must end
# with N.  `sh tests/docs/recipes.sh --accept` writes the real output into the
# pages: read the difference before you commit it.
set -u
: "${ROOT:?}" "${BIN:?}"
. "$ROOT/tests/support/tap.sh"
accept=${1:-}
PATH=$BIN:$PATH LC_ALL=C NO_COLOR=1 COLUMNS=80
export PATH LC_ALL NO_COLOR COLUMNS

# cut_page PAGE FOLDER: block N of the page as N.sh, and N.out where there is one
cut_page() {
	awk -v to="$2" '
		/^```/ && !inside {
			inside = 1; kind = substr($0, 4); line = NR
			if (kind == "sh") { n++; file = to "/" n ".sh"; printf "" > file; print NR > (to "/" n ".line") }
			else if (after && kind != "") { file = to "/" n ".out"; printf "" > file }
			else file = ""
			next
		}
		/^```/ { if (file) close(file); after = kind == "sh"; inside = 0; next }
		inside { if (file) print > file; next }
		NF { after = 0 }' "$1"
}

run_block() {
	expected=$(sed -n '1s/^# exit \([0-9]*\)$/\1/p' "$1")
	(cd "$2" && sh "$1") >"$1.actual" 2>&1 </dev/null
	[ $? = "${expected:-0}" ] || {
		echo "exit status is not ${expected:-0}:"
		cat "$1.actual"
		return 1
	}
	out=${1%.sh}.out
	[ ! -e "$out" ] || diff -u "$out" "$1.actual"
}

# Write the real output into the page in place of what it shows.
accept_page() {
	awk -v from="$2" '
		/^```/ && !inside {
			inside = 1; kind = substr($0, 4); print
			if (kind == "sh") n++
			replace = kind != "sh" && kind != "" && after
			if (replace) { file = from "/" n ".sh.actual"; while ((getline text < file) > 0) print text; close(file) }
			next
		}
		/^```/ { print; after = kind == "sh"; inside = 0; replace = 0; next }
		inside { if (!replace) print; next }
		{ if (NF) after = 0; print }' "$1" >"$2/page" && cat "$2/page" >"$1"
}

for page in "$ROOT"/README.md "$ROOT"/docs/cookbook/*.md "$ROOT"/docs/tutorial/*.md; do
	[ -e "$page" ] || continue
	name=${page#"$ROOT"/}
	cut=$scratch/$(echo "$name" | tr / _) here=$scratch/here
	rm -rf "$here"
	mkdir -p "$cut" "$here"
	cp -R "$ROOT/datasets" "$ROOT/analyses" "$here/"
	cut_page "$page" "$cut"
	for block in $(find "$cut" -name '*.sh' | sort -t / -k "$(echo "$cut" | tr -cd / | wc -c | awk '{print $1 + 2}')" -V); do
		line=$(cat "${block%.sh}.line")
		if grep -q '^make \|^git \|^sudo \|^apt' "$block"; then
			continue # building and installing have tests of their own
		fi
		check "$name:$line" run_block "$block" "$here"
	done
	[ "$accept" != --accept ] || accept_page "$page" "$cut"
done
done_testing
