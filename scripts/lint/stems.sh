#!/bin/sh
# Same stem all the way: each lib/LAYER/STEM.h has its tests/unit/LAYER/test_STEM.c,
# and every public function is used by a test.  (Several .c files behind one header
# are tested by the test of that header.)
set -u
wrong=0
for source in $(find lib -mindepth 2 -name '*.h' ! -name '*_internal.h' | LC_ALL=C sort); do
	stem=$(basename "$source" .h) layer=$(basename "$(dirname "$source")")
	test=tests/unit/$layer/test_$stem.c
	[ -e "$test" ] || { echo "$source: there is no $test"; wrong=1; }
done
used=$(mktemp)
find tests -name '*.[ch]' -exec cat {} + | grep -oE 'svy_[a-z0-9_]+' | LC_ALL=C sort -u >"$used"
for header in $(find lib -mindepth 2 -name '*.h' ! -name '*_internal.h' | LC_ALL=C sort); do
	for name in $(sed '/typedef/d; s/^ *\*.*//; s,/\*.*,,' "$header" | grep -oE 'svy_[a-z0-9_]+\(' | tr -d '(' | LC_ALL=C sort -u); do
		grep -qx "$name" "$used" || { echo "$header: no test uses $name"; wrong=1; }
	done
done
rm -f "$used"
exit $wrong
