#!/bin/sh
# Every script passes shellcheck, the commands of the cases too.
set -u
wrong=0
files=$(find scripts tests -name '*.sh'; find .ci tests/cli \( -name run -o -name cmd -o -name skip \) -type f 2>/dev/null)
[ -n "$files" ] || exit 0
# shellcheck disable=SC2086 # names of scripts have no spaces
{
	bash=$(grep -lE '^#!.*bash' $files)
	sh=$(grep -LE '^#!.*bash' $files)
	[ -z "$bash" ] || shellcheck -x -S warning -s bash $bash || wrong=1
	[ -z "$sh" ] || shellcheck -x -S warning -s sh $sh || wrong=1
}
exit $wrong
