#!/bin/sh
# A file has one subject and says it: none is named for being useful.
set -u
found=$(find lib tools tests scripts analyses datasets plots docs 2>/dev/null |
	grep -iE '/(utils?|misc|common|helpers?|stuff|various)([._-][^/]*)?$')
[ -z "$found" ] || { echo "$found" | sed 's/$/: named for no subject/'; exit 1; }
odd=$(find lib tools tests -name '*.[ch]' | grep -vE '^[a-z0-9_/-]+\.[ch]$')
[ -z "$odd" ] || { echo "$odd" | sed 's/$/: small letters, digits, _ and - only/'; exit 1; }
