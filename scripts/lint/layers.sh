#!/bin/sh
# A file of lib/ includes only from its own folder or from a layer before it;
# includes name the folder.  The order is DESIGN's, see docs/design/layers.md.
set -u
files=$(find lib tools -name '*.[ch]' ! -path lib/svy.h | LC_ALL=C sort)
[ -n "$files" ] || exit 0
# shellcheck disable=SC2086 # names of source files have no spaces
grep -Hn '^[ 	]*#[ 	]*include[ 	]*"' $files | awk -F: '
	BEGIN {
		n = split("base data design tab stat interview qca equity hidden report figure", layer, " ")
		for (i = 1; i <= n; i++) rank[layer[i]] = i
	}
	{
		split($3, quoted, "\""); target = quoted[2]
		split($1, own, "/"); split(target, to, "/")
		where = $1 ":" $2 ": "
		if (target !~ /\//) offend(where "include \"" target "\" does not name its folder")
		else if (own[1] == "lib" && !(own[2] in rank)) offend(where "folder lib/" own[2] " is no layer")
		else if (own[1] == "lib" && !(to[1] in rank)) offend(where "lib/ includes \"" target "\" from outside")
		else if (own[1] == "lib" && rank[to[1]] > rank[own[2]])
			offend(where own[2] "/ includes the higher layer " to[1] "/")
		else if (own[1] == "tools" && to[1] != "tools" && !(to[1] in rank))
			offend(where "a tool includes \"" target "\"")
		else if (own[1] == "tools" && own[2] == "front" && target ~ /^tools\/svy-/)
			offend(where "front/ includes a tool")
	}
	function offend(text) { print text; wrong = 1 }
	END { exit wrong }'
