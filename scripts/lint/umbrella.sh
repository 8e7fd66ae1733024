#!/bin/sh
# lib/svy.h names every public header once, and nothing else.
set -u
named=$(sed -n 's/^#include "\(.*\)"$/\1/p' lib/svy.h)
there=$(cd lib && find . -mindepth 2 -name '*.h' ! -name '*_internal.h' | sed 's/^..//' | LC_ALL=C sort)
sorted=$(echo "$named" | LC_ALL=C sort)
[ "$sorted" = "$there" ] && exit 0
echo "lib/svy.h: not the list of public headers (< named, > there):"
left=$(mktemp) right=$(mktemp)
echo "$sorted" >"$left"
echo "$there" >"$right"
diff "$left" "$right" | grep '^[<>]'
rm -f "$left" "$right"
exit 1
