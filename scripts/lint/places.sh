#!/bin/sh
# Nothing names a place of the machine it was written on: no home or work folder,
# no package registry, no address inside a network.
set -u
# The patterns are written so that they do not match themselves.
pattern='(^|[^A-Za-z0-9_.~-])/(work|home|root|Users|mnt|srv|workspace)/[A-Za-z.]'
pattern=$pattern'|[a]rtifactory|[r]egistry\.[a-z]|[p]kg\.dev|[s]napshot\.debian|[/@.]([a-z0-9-]+\.)*[i]nternal[:/]'
pattern=$pattern'|[l]ocalhost:[0-9]|(^|[^0-9.])(10|127|192\.168)\.[0-9]+\.[0-9]+\.[0-9]+([^0-9.]|$)'
if git rev-parse --is-inside-work-tree >/dev/null 2>&1 && [ "$(git rev-parse --show-prefix)" = "" ]; then
	list() { git ls-files -z --cached --others --exclude-standard; }
else
	list() { find . -type f ! -path './build/*' ! -path './.git/*' -print0; }
fi
list | xargs -0 grep -HnIE -e "$pattern" -- 2>/dev/null | cut -c 1-200 | grep . && exit 1
exit 0
