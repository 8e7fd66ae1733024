#!/bin/sh
# bench.sh: run what measures, one after the other, and print the ratios.
# Not a test: machines differ.  Run it on a machine that does nothing else.
set -u
for script in tests/bench/*.sh; do
	[ -e "$script" ] || continue
	echo "== ${script##*/}"
	sh "$script" || echo "(failed)"
done
for program in "$BUILD"/bench/bench_*; do
	[ -f "$program" ] && [ -x "$program" ] && [ "${program##*/}" != bench_command ] || continue
	[ ! -e "tests/bench/${program##*/}.sh" ] || continue # its script runs it
	echo "== ${program##*/}"
	"$program" || echo "(failed)"
done
