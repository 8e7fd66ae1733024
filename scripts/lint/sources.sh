#!/bin/sh
# Every row of a reference table says where its expected value comes from: each
# tests/reference/**.csv or .tsv has a column "source", filled on every row.  Tables in
# a folder data/ are what the tools are given, not what they must say.
set -u
wrong=0
for file in $(find tests/reference -name '*.csv' -o -name '*.tsv' 2>/dev/null |
	grep -v '/data/' | LC_ALL=C sort); do
	case $file in *.tsv) comma='	' ;; *) comma=, ;; esac
	awk -v file="$file" -v comma="$comma" '
		# The fields of a line, quoted or not; a quoted field may span lines.
		function split_line(line, field,   n, i, c, quoted, text) {
			n = 0; text = ""; quoted = 0
			for (i = 1; i <= length(line); i++) {
				c = substr(line, i, 1)
				if (c == "\"" && comma == ",") quoted = !quoted
				else if (c == comma && !quoted) { field[++n] = text; text = "" }
				else text = text c
			}
			field[++n] = text
			return quoted ? -1 : n
		}
		{ line = line == "" ? $0 : line "\n" $0; sub(/\r$/, "", line) }
		line == "" || line ~ /^#/ { line = ""; next }
		{
			split("", field)
			n = split_line(line, field)
			if (n < 0) next
			line = ""
			if (!header) {
				header = 1
				for (i = 1; i <= n; i++) if (field[i] == "source") column = i
				if (!column) { print file ": no column \"source\""; wrong = 1; exit }
				next
			}
			rows++
			if (field[column] ~ /^ *$/) { print file ":" NR ": no source"; wrong = 1 }
			else if (field[column] ~ /svy-|libsvy|svytools|our own/) {
				print file ":" NR ": the source is our own output"; wrong = 1
			}
		}
		END { if (!wrong && !rows) { print file ": no rows"; wrong = 1 } exit wrong }' "$file" || wrong=1
done
exit $wrong
