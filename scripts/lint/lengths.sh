#!/bin/sh
# Lines fit 120 columns (a tab is 4); a tool has at most 200 lines, a file of the
# library at most 600; and, as advice that fails nothing, functions over 60 lines.
set -u
files=$(find lib tools tests -name '*.[ch]' | LC_ALL=C sort)
[ -n "$files" ] || exit 0
# shellcheck disable=SC2086 # names of source files have no spaces
awk '
	function close_file() {
		if (file ~ /^tools\/svy-/ && lines > 200) offend(file ": " lines " lines; a tool has at most 200")
		if (file ~ /^(lib|tools\/front)\// && lines > 600) offend(file ": " lines " lines; at most 600")
	}
	function offend(text) { print text; wrong = 1 }
	FNR == 1 { close_file(); file = FILENAME; open = 0 }
	{
		lines = FNR; line = $0; gsub(/\t/, "    ", line)
		if (length(line) > 120) offend(FILENAME ":" FNR ": " length(line) " columns")
		if ($0 ~ /[ \t]+$/) offend(FILENAME ":" FNR ": spaces at the end of the line")
	}
	/^\{/ { open = FNR }
	/^\}/ && open {
		if (FNR - open > 60) print "advice: " FILENAME ":" open ": a function of " FNR - open - 1 " lines"
		open = 0
	}
	END { close_file(); exit wrong }' $files
