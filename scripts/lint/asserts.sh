#!/bin/sh
# No check in single precision, and none that takes two numbers for equal: cmocka's
# casts to float and passes NaN.  tests/support/check.h has ours.
set -u
files=$(find lib tools tests -name '*.[ch]' ! -path 'tests/support/check.h' | LC_ALL=C sort)
[ -n "$files" ] || exit 0
wrong=0
# shellcheck disable=SC2086 # names of source files have no spaces
{
	grep -HnE 'assert_(not_)?(float|double)_' $files && wrong=1
	grep -HnE '(^|[^A-Za-z_0-9"])float([^A-Za-z_0-9"]|$)' $files | grep -vE ':[0-9]+:([ 	]*(/?\*|//)|#include <float)' && wrong=1
	grep -HnE 'assert_(int_)?equal\([^;]*[0-9]\.[0-9]' $files && wrong=1
	grep -Hn 'include <cmocka.h>' $files && wrong=1
}
exit $wrong
