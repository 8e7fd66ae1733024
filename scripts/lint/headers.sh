#!/bin/sh
# Every header compiles alone, and has a guard named for its place.
set -u
wrong=0
for header in $(find lib tools tests -name '*.h' | LC_ALL=C sort); do
	${CC:-cc} -std=c11 -D_POSIX_C_SOURCE=200809L -DSVY_VERSION='"0"' -Ilib -I. -Wall -Wextra -Werror -fsyntax-only \
		-include "$header" -x c /dev/null 2>&1 || { echo "$header: does not compile alone"; wrong=1; }
	guard=$(sed -n 's/^#ifndef \(SVY_[A-Z0-9_]*_H\)$/\1/p' "$header" | head -n 1)
	[ -n "$guard" ] || { echo "$header: no guard SVY_..._H"; wrong=1; }
	if [ -n "$guard" ] && [ "$(grep -lrx "#ifndef $guard" lib tools tests --include='*.h' | wc -l)" != 1 ]; then
		echo "$header: guard $guard is used twice"
		wrong=1
	fi
done
exit $wrong
