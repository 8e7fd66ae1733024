#!/bin/sh
# Make tests/reference/stat/NAME.csv from what was published (typed, NAME.csv in
# this folder), from R (NAME.R) and from high-precision arithmetic (NAME.py).
# Names of files may be given.  Run from the top of the tree; needs R with survey, vcd,
# vcdExtra, psych, polycor, mvtnorm and coin, and python3 with mpmath.
set -eu
here=tests/reference/make
# shellcheck disable=SC2048 # names are words
for name in ${*:-adjust chisq compare exact association interval quantile variance noncentral bivariate cramer \
	prediction concordance correlation kappa polychoric noncentral_t noncentral_f studentised dunnett posthoc}; do
	out=tests/reference/stat/$name.csv
	echo 'statistic,table,arguments,quantity,expected,tolerance,source' > "$out.new"
	if [ -f $here/$name.csv ]; then sed 1d $here/$name.csv >> "$out.new"; fi
	if [ -f $here/$name.R ]; then Rscript --vanilla $here/$name.R >> "$out.new"; fi
	if [ -f $here/$name.py ]; then PYTHONPATH=$here ${PYTHON:-/usr/bin/python3} $here/$name.py >> "$out.new"; fi
	mv "$out.new" "$out"
done
