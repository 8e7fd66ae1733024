#!/bin/sh
# Make tests/reference/stat/NAME.csv from what was published (typed, NAME.csv in
# this folder), from R (NAME.R) and from high-precision arithmetic (NAME.py).
# Names of files may be given (of a new one its name has to be).  Run from the top of the tree; needs R with survey, vcd,
# vcdExtra, psych, polycor, mvtnorm, coin and exactRankTests, and python3 with mpmath, numpy, scipy and
# statsmodels.
set -eu
here=tests/reference/make
# shellcheck disable=SC2048,SC2012 # names are words
for name in ${*:-$(ls tests/reference/stat | sed 's/[.]csv$//')}; do
	out=tests/reference/stat/$name.csv
	echo 'statistic,table,arguments,quantity,expected,tolerance,source' > "$out.new"
	if [ -f $here/$name.csv ]; then sed 1d $here/$name.csv >> "$out.new"; fi
	if [ -f $here/$name.R ]; then Rscript --vanilla $here/$name.R >> "$out.new"; fi
	if [ -f $here/$name.py ]; then PYTHONPATH=$here ${PYTHON:-/usr/bin/python3} $here/$name.py >> "$out.new"; fi
	mv "$out.new" "$out"
done
