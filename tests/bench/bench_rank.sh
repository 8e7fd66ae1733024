# Mann-Whitney of 1,000,000 values, beside R's wilcox.test in the same run: R without the
# estimate and its interval, which ours has.
set -u
ours=$("$BUILD/bench/bench_rank") || exit 1
echo "$ours" | awk -F '\t' '{ printf "%-28s %9.1f ms\n", $1, $2 }'
command -v Rscript >/dev/null 2>&1 || { echo 'R is not installed'; exit 0; }
Rscript --vanilla -e 'set.seed(1); x <- rnorm(5e5); y <- rnorm(5e5, 0.002)
cat(1000 * min(replicate(2, system.time(wilcox.test(x, y))[3])), "\n")' |
	awk -v ours="$(echo "$ours" | awk -F '\t' '{ sum += $2 } END { print sum }')" '{
		printf "%-28s %9.1f ms  %6.2f x ours\n", "R wilcox.test", $1, $1 / ours }'
