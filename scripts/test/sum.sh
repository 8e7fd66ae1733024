#!/bin/sh
# sum.sh FOLDER: count the results below FOLDER; the last line is
# "N passed, N failed".  Exits 1 if any failed, or if there are none.
set -u
find "$1" -name '*.result' -exec cat {} + | LC_ALL=C sort >"$1/all"
awk -F '\t' '
	$1 == "skip" && !($3 in why) { order[++n] = $3 }
	$1 == "skip" { skipped++; why[$3]++; first[$3] = first[$3] ? first[$3] : $2 }
	$1 == "pass" { passed++ }
	$1 == "fail" { failed++; print "FAILED  " $2 ($3 ? " (" $3 ")" : "") }
	END {
		for (i = 1; i <= n; i++)
			print "SKIPPED " why[order[i]] ": " order[i] " (" first[order[i]] (why[order[i]] > 1 ? ", ..." : "") ")"
		print skipped + 0 " skipped"
		print passed + 0 " passed, " failed + 0 " failed"
		exit failed > 0 || passed == 0
	}' "$1/all"
