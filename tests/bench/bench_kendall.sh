# Kendall's tau-b of 1,000,000 pairs, with test and interval, beside R in the same run: cor.fk of
# the package pcaPP on the same pairs (the estimate alone, n log n, where it is installed), and
# R's own cor.test, which counts all pairs of respondents, on the first 10,000 of them.
set -u
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
"$BUILD/bench/bench_kendall" "$scratch/pairs" >"$scratch/ours" || exit 1
cat >"$scratch/kendall.R" <<'R'
n <- 1e6
file <- file("pairs", "rb")
x <- readBin(file, "double", n)
y <- readBin(file, "double", n)
best <- function(f) min(replicate(3, system.time(tau <<- f())[["elapsed"]])) * 1000
if (requireNamespace("pcaPP", quietly = TRUE))
	cat("R pcaPP::cor.fk\t", best(function() pcaPP::cor.fk(x, y)), "\t", format(tau, digits = 15), "\n", sep = "")
m <- 1e4
milliseconds <- best(function() cor.test(x[1:m], y[1:m], method = "kendall")$estimate)
cat("R cor.test, n = 10000\t", milliseconds, "\t", format(tau, digits = 15), "\n", sep = "")
R
if command -v Rscript >/dev/null 2>&1; then
	(cd "$scratch" && Rscript --vanilla kendall.R) >"$scratch/theirs" || echo 'R failed'
fi
cat "$scratch/ours" "$scratch/theirs" 2>/dev/null | awk -F '\t' '
	NR == 1 { ours = $2 }
	{ printf "%-28s %9.1f ms  %8.2f x svy_kendall   tau-b %s\n", $1, $2, $2 / ours, $3 }'
