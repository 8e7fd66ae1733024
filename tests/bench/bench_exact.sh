# Fisher's exact test of tables of r x c beside R's fisher.test, each in the same run, and
# 1,000,000 random tables.  The tables are exact/tables.tsv in the folder $VECTORS names
# (../shared/vectors otherwise); R has LIMIT seconds a table, we SECONDS_EACH and BYTES.
set -u
tables=${VECTORS:-../shared/vectors}/exact/tables.tsv
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
ratio() {
	awk -F '\t' -v name="$1" -v ours="$2" -v theirs="$3" 'BEGIN {
		split(ours, a, "\t"); n = split(theirs, b, "\t")
		printf "%-20s %10.1f ms  p %-14s %-6s R ", name, a[2], a[3], a[4]
		if (n > 1) printf "%10.1f ms  p %-14s %8.1f times as long\n", b[1], b[2], b[1] / a[2]
		else print theirs }'
}
cat >"$scratch/table.R" <<'R'
a <- commandArgs(TRUE)
x <- matrix(as.numeric(strsplit(a[3], " ")[[1]]), nrow = as.numeric(a[1]), byrow = TRUE)
test <- NULL; room <- 2e5 # the default; more only where that is too little
run <- function() system.time(test <<- fisher.test(x, workspace = room, conf.int = FALSE))[["elapsed"]]
once <- function() { # as often as takes a while, for a clock of milliseconds
	s <- run(); k <- if (s < 0.05) 50 else if (s < 1) 3 else 1
	if (k > 1) system.time(for (i in 1:k) run())[["elapsed"]] / k else s
}
for (room in c(2e5, 2e7, 2e8)) if (is.numeric(s <- tryCatch(run(), error = function(e) NULL))) break
s <- tryCatch(once(), error = function(e) { cat(substr(conditionMessage(e), 1, 60), "\n"); NULL })
if (!is.null(s)) cat(s * 1000, "\t", format(test$p.value, digits = 10), "\n", sep = "")
R
if [ -f "$tables" ]; then
	sed 1d "$tables" | cut -f 1,2,3,5 | awk -F '\t' '$2 * $3 > 4' >"$scratch/tables"
	while IFS='	' read -r name rows cols counts; do
		ours=$(printf '%s\t%s\t%s\t%s\n' "$name" "$rows" "$cols" "$counts" |
			"$BUILD/bench/bench_exact" "${SECONDS_EACH:-60}" "${BYTES:-4e9}")
		theirs='not installed'
		if command -v Rscript >/dev/null 2>&1; then
			theirs=$(timeout "${LIMIT:-60}" Rscript --vanilla "$scratch/table.R" "$rows" "$cols" "$counts" 2>/dev/null) ||
				theirs="no answer in ${LIMIT:-60} s"
		fi
		ratio "$name" "$ours" "$theirs"
	done <"$scratch/tables"
else
	echo "no $tables: set VECTORS to the folder that has exact/tables.tsv"
fi
cat >"$scratch/draw.R" <<'R'
x <- matrix(c(12, 7, 9, 4, 8, 15, 6, 11, 10, 9, 14, 7, 5, 12, 8, 13, 9, 6, 11, 10), nrow = 5, byrow = TRUE)
set.seed(1)
s <- system.time(p <- fisher.test(x, simulate.p.value = TRUE, B = 1e6)$p.value)[["user.self"]]
cat("R fisher.test, simulated", s * 1000, format(p, digits = 6), sep = "\t")
cat("\n")
s <- system.time(p <- chisq.test(x, simulate.p.value = TRUE, B = 1e6)$p.value)[["user.self"]]
cat("R chisq.test, simulated", s * 1000, format(p, digits = 6), sep = "\t")
cat("\n")
R
echo '1,000,000 random tables of 5 x 4, processor time on one core:'
"$BUILD/bench/bench_exact" draw >"$scratch/draws"
if command -v Rscript >/dev/null 2>&1; then Rscript --vanilla "$scratch/draw.R" >>"$scratch/draws"; fi
awk -F '\t' 'NR == 1 { ours = $2 } { printf "%-28s %9.1f ms  %6.2f x ours  p %s\n", $1, $2, $2 / ours, $3 }' "$scratch/draws"
