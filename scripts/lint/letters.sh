#!/bin/sh
# One letter means one option in all tools, and an option has its letter everywhere.
set -u
: "${BIN:?folder of the tools}"
for tool in "$BIN"/svy-*; do
	[ -x "$tool" ] || continue
	"$tool" --options | awk -F '\t' -v tool="${tool##*/}" '
		$1 == "option" { print tool "\t" ($2 ~ /^-[^-]$/ ? $2 : "") "\t" $3 }'
done | LC_ALL=C sort -t '	' -k 3 | awk -F '\t' '
	$2 != "" && ($2 in name) && name[$2] != $3 {
		print $1 ": " $2 " is --" $3 ", but --" name[$2] " in " tool[$2]; wrong = 1
	}
	($3 in letter) && letter[$3] != $2 {
		print $1 ": --" $3 " has the letter \"" $2 "\", but \"" letter[$3] "\" in " owner[$3]; wrong = 1
	}
	$2 == "-h" { print $1 ": -h is --help"; wrong = 1 }
	$2 != "" { name[$2] = $3; tool[$2] = $1 }
	{ letter[$3] = $2; owner[$3] = $1 }
	END { exit wrong }'
