#!/bin/sh
# Write lib/svy.h anew: every public header, layer by layer.
set -eu
{
	printf '%s\n' '/* All of libsvy.  Written by scripts/umbrella.sh; make lint checks that it is complete. */' \
		'#ifndef SVY_SVY_H' '#define SVY_SVY_H' ''
	for layer in base data design tab stat interview qca equity hidden report figure; do
		find "lib/$layer" -name '*.h' ! -name '*_internal.h' 2>/dev/null | LC_ALL=C sort |
			sed 's,^lib/\(.*\)$,#include "\1",'
	done
	printf '\n#endif\n'
} >lib/svy.h.new
mv lib/svy.h.new lib/svy.h
